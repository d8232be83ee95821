package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The program {@code opkg} of OpenWrt 23.05 and 24.10, as far as it works without a network of its own. */
public final class Opkg implements Program {
    /** What {@code opkg --version} of 24.10 says. */
    private static final String VERSION = "opkg version 38eccbb1fd694d4798ac1baf88f9ba83d1eac616 (2024-10-16)";

    private final Runnable afterModules;
    private final LongConsumer packageBytes;
    private final String architecture;
    private final PackageServer server;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param afterModules called when packages were configured, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     * @param server what the router's downloader reaches
     * @param architecture besides {@code all} and {@code noarch}
     */
    public Opkg(Runnable afterModules, LongConsumer packageBytes, String architecture, PackageServer server) {
        this.server = server;
        this.architecture = architecture;
        this.afterModules = afterModules;
        this.packageBytes = packageBytes;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new LinkedHashSet<String>();
        var words = new ArrayList<String>();
        for (var word : call.words()) {
            (word.startsWith("-") ? options : words).add(word);
        }
        if (options.contains("--version")) {
            call.out().println(VERSION);
            return 0;
        }
        if (words.isEmpty()) {
            call.out().print(Usage.TEXT);
            call.err().println("opkg must have one sub-command argument");
            return 1;
        }
        return command(call, words.getFirst(), words.subList(1, words.size()), options);
    }

    private int command(Call call, String command, List<String> words, Set<String> options)
            throws IOException, InterruptedException {
        var database = new Database(call.files());
        return switch (command) {
            case "install", "remove", "update" -> locked(call, command, words, options);
            case "list-installed" -> list(call, database, words, false);
            case "list" -> list(call, database, words, true);
            case "status" -> status(call, database, words, false);
            case "info" -> status(call, database, words, true);
            case "files" -> files(call, database, words);
            case "search" -> search(call, database, words);
            case "print-architecture" -> architecture(call);
            case "list-upgradable", "find", "configure", "flag", "list-changed-conffiles" -> 0;
            case "compare-versions" -> compare(call, words);
            default -> {
                call.out().print(Usage.TEXT);
                call.err().println("opkg: unknown sub-command " + command);
                yield 1;
            }
        };
    }

    private int locked(Call call, String command, List<String> words, Set<String> options)
            throws IOException, InterruptedException {
        var errors = new Errors();
        if (!busy.compareAndSet(false, true)) {
            errors.add("opkg_conf_load", "Could not lock /var/lock/opkg.lock: Resource temporarily unavailable.");
            errors.print(call.err());
            return 255;
        }
        try {
            var database = new Database(call.files());
            var status = switch (command) {
                case "install" ->
                    new Installer(call, database, errors, options, afterModules, packageBytes, server).install(words);
                case "remove" -> new Remover(call, database, errors, options).remove(words);
                default -> new Feeds(call, errors, server).update();
            };
            errors.print(call.err());
            return status;
        } finally {
            busy.set(false);
        }
    }

    /** Installed ones; {@code list} shows what the feeds offer, too, with its description. */
    private static int list(Call call, Database database, List<String> patterns, boolean offered) throws IOException {
        var rows = new TreeMap<String, String>();
        if (offered) {
            for (var ipk : new Lists(call.files()).offered()) {
                var stanza = ipk.control();
                rows.put(stanza.name(), " - " + stanza.version() + " - " + stanza.get("Description"));
            }
        }
        database.all().stream()
                .filter(stanza -> stanza.isInstalled() || stanza.isUnpacked())
                .forEach(stanza -> rows.merge(
                        stanza.name(), " - " + stanza.version(), (known, own) -> known.startsWith(own) ? known : own));
        rows.forEach((name, row) -> {
            if (patterns.isEmpty() || patterns.stream().anyMatch(p -> glob(p).test(name))) {
                call.out().println(name + row);
            }
        });
        return 0;
    }

    private static int status(Call call, Database database, List<String> patterns, boolean offered) throws IOException {
        database.all().stream()
                .filter(stanza -> patterns.isEmpty() || patterns.stream().anyMatch(p -> glob(p).test(stanza.name())))
                .forEach(stanza -> call.out().print(stanza.text()));
        if (offered) {
            for (var ipk : new Lists(call.files()).offered()) {
                var stanza = ipk.control();
                if (patterns.stream().anyMatch(p -> glob(p).test(stanza.name()))
                        && database.find(stanza.name()).isEmpty()) {
                    call.out()
                            .print(stanza.with("Status", "unknown ok not-installed")
                                    .text());
                }
            }
        }
        return 0;
    }

    private static int files(Call call, Database database, List<String> words) throws IOException {
        for (var name : words) {
            var there = database.find(name);
            if (there.isEmpty()) {
                var errors = new Errors();
                errors.add("opkg_files_cmd", "Package " + name + " not installed.");
                errors.print(call.err());
                return 255;
            }
            call.out()
                    .println("Package " + name + " (" + there.get().version()
                            + ") is installed on root and has the following files:");
            database.filesOf(name).forEach(call.out()::println);
        }
        return 0;
    }

    private static int search(Call call, Database database, List<String> words) throws IOException {
        for (var stanza : database.all()) {
            for (var path : database.filesOf(stanza.name())) {
                if (words.stream().anyMatch(word -> glob(word).test(path))) {
                    call.out().println(stanza.name() + " - " + stanza.version());
                }
            }
        }
        return 0;
    }

    private static Predicate<String> glob(String pattern) {
        var regex = new StringBuilder();
        for (var at = 0; at < pattern.length(); at++) {
            var c = pattern.charAt(at);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString()).asMatchPredicate();
    }

    private int architecture(Call call) {
        call.out().print("arch all 1\narch noarch 1\narch " + architecture + " 10\n");
        return 0;
    }

    private static int compare(Call call, List<String> words) {
        if (words.size() != 3) {
            return 255;
        }
        var order = Versions.compare(words.get(0), words.get(2));
        return switch (words.get(1)) {
            case "<<" -> order < 0 ? 0 : 1;
            case "<=", "<" -> order <= 0 ? 0 : 1;
            case "=" -> order == 0 ? 0 : 1;
            case ">=", ">" -> order >= 0 ? 0 : 1;
            case ">>" -> order > 0 ? 0 : 1;
            default -> {
                var errors = new Errors();
                errors.add("pkg_version_satisfied", "Unknown operator: " + words.get(1) + ".");
                errors.print(call.err());
                yield 1;
            }
        };
    }
}
