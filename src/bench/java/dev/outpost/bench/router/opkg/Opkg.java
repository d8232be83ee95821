package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.bundle.PackageServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** The program {@code opkg} of OpenWrt 23.05 and 24.10: update, install and remove, status, info and list-installed. */
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
            call.say(VERSION);
            return 0;
        }
        var command = words.isEmpty() ? "" : words.removeFirst();
        return switch (command) {
            case "install", "remove", "update" -> locked(call, command, words, options);
            case "list-installed" -> list(call, words);
            case "status" -> status(call, words, false);
            case "info" -> status(call, words, true);
            case "print-architecture" -> {
                call.out().print("arch all 1\narch noarch 1\narch " + architecture + " 10\n");
                yield 0;
            }
            default -> call.refuse(1, "opkg: unknown sub-command " + command);
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
            var feeds = new Feeds(call, errors, server);
            var status = switch (command) {
                case "install" ->
                    new Installer(call, database, errors, options, afterModules, packageBytes, feeds).install(words);
                case "remove" -> remove(call, database, errors, words);
                default -> feeds.update();
            };
            errors.print(call.err());
            return status;
        } finally {
            busy.set(false);
        }
    }

    private static int list(Call call, List<String> names) {
        new Database(call.files())
                .all().stream()
                        .filter(stanza -> stanza.isInstalled() || stanza.isUnpacked())
                        .filter(stanza -> names.isEmpty() || names.contains(stanza.name()))
                        .map(stanza -> stanza.name() + " - " + stanza.version())
                        .sorted()
                        .forEach(call.out()::println);
        return 0;
    }

    /** @param offered whether what the feeds offer is told as well */
    private int status(Call call, List<String> names, boolean offered) throws IOException {
        var database = new Database(call.files());
        database.all().stream()
                .filter(stanza -> names.isEmpty() || names.contains(stanza.name()))
                .forEach(stanza -> call.out().print(stanza.text()));
        for (var ipk : offered ? new Feeds(call, new Errors(), server).offered() : List.<Ipk>of()) {
            var stanza = ipk.control();
            if (names.contains(stanza.name()) && database.find(stanza.name()).isEmpty()) {
                call.out().print(stanza.with("Status", "unknown ok not-installed").text());
            }
        }
        return 0;
    }

    /** Refuses what others need, and is content with what is not there. */
    private static int remove(Call call, Database database, Errors errors, List<String> names)
            throws IOException, InterruptedException {
        var removed = 0;
        var refused = false;
        for (var name : names) {
            var there = database.find(name);
            if (there.isEmpty()) {
                continue;
            }
            var needers = database.all().stream()
                    .filter(other -> !other.name().equals(name))
                    .filter(other -> other.depends().stream().anyMatch(there.get()::meets))
                    .map(Stanza::name)
                    .toList();
            if (!needers.isEmpty()) {
                var function = "print_dependents_warning";
                errors.add(function, "Package " + name + " is depended upon by packages:");
                needers.forEach(needer -> errors.add(function, "\t" + needer));
                errors.add(function, "These might cease to work if package " + name + " is removed.\n");
                refused = true;
                continue;
            }
            take(call, database, name);
            removed++;
        }
        if (removed == 0) {
            call.say("No packages removed.");
        }
        database.save(errors);
        return refused ? 255 : 0;
    }

    private static void take(Call call, Database database, String name) throws IOException, InterruptedException {
        call.say("Removing package " + name + " from root...");
        var prerm = Database.INFO + name + ".prerm";
        if (call.files().exists(prerm)) {
            call.run(List.of(prerm, "remove"));
        }
        for (var path : database.filesOf(name)) {
            call.files().removeTree(path);
        }
        for (var file : call.files().list("/usr/lib/opkg/info")) {
            if (file.startsWith(name + ".")) {
                call.files().removeTree(Database.INFO + file);
            }
        }
        database.remove(name);
    }
}
