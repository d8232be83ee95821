package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The program {@code opkg} of OpenWrt 23.05 and 24.10: update, install and remove, status, info and list-installed. */
final class Opkg extends PackageManager {
    Opkg(PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        super(server, afterModules, packageBytes);
    }

    @Override
    public boolean hasInstalled(FileSystem files, String name) {
        return new Database(files).find(name).filter(Stanza::isInstalled).isPresent();
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var pretends = words.remove("--noaction");
        words.removeIf(word -> word.startsWith("-"));
        var command = words.isEmpty() ? "" : words.removeFirst();
        return switch (command) {
            case "install", "remove", "update" -> locked(call, command, words, pretends);
            case "list-installed" -> list(call, words);
            case "status" -> status(call, words, false);
            case "info" -> status(call, words, true);
            default -> call.refuse(1, "opkg: unknown sub-command " + command);
        };
    }

    private int locked(Call call, String command, List<String> words, boolean pretends)
            throws IOException, InterruptedException {
        var errors = new ArrayList<String>();
        if (!busy.compareAndSet(false, true)) {
            return call.refuse(
                    255,
                    "Collected errors:\n * opkg_conf_load: Could not lock /var/lock/opkg.lock: Resource temporarily unavailable.");
        }
        try {
            var database = new Database(call.files());
            var feeds = new Feeds(call, errors, server);
            var status = switch (command) {
                case "install" -> new Installer(call, database, feeds, pretends, packageBytes).install(words);
                case "remove" -> remove(call, database, errors, words);
                default -> feeds.update();
            };
            if (command.equals("install") && !pretends) {
                afterModules.run();
            }
            return errors.isEmpty() ? status : call.refuse(status, "Collected errors:\n" + String.join("\n", errors));
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
                        .forEach(call::say);
        return 0;
    }

    /** @param offered whether what the feeds offer is told as well */
    private int status(Call call, List<String> names, boolean offered) throws IOException {
        var database = new Database(call.files());
        database.all().stream()
                .filter(stanza -> names.isEmpty() || names.contains(stanza.name()))
                .forEach(stanza -> call.out().print(stanza.text()));
        for (var ipk : offered ? new Feeds(call, List.of(), server).offered() : List.<Ipk>of()) {
            var stanza = ipk.control();
            if (names.contains(stanza.name()) && database.find(stanza.name()).isEmpty()) {
                call.out()
                        .print(stanza.with("Status", "unknown ok not-installed").text());
            }
        }
        return 0;
    }

    /** Refuses what others need, and is content with what is not there. */
    private static int remove(Call call, Database database, List<String> errors, List<String> names)
            throws IOException, InterruptedException {
        var removed = 0;
        var refused = false;
        for (var name : names) {
            var there = database.find(name);
            var needers = database.all().stream()
                    .filter(other -> !other.name().equals(name))
                    .filter(other -> there.filter(is -> other.depends().stream().anyMatch(is::meets))
                            .isPresent())
                    .map(other -> " * print_dependents_warning: \t" + other.name())
                    .toList();
            if (!needers.isEmpty()) {
                errors.add(" * print_dependents_warning: Package " + name + " is depended upon by packages:");
                errors.addAll(needers);
                errors.add(
                        " * print_dependents_warning: These might cease to work if package " + name + " is removed.\n");
                refused = true;
            } else if (there.isPresent()) {
                take(call, database, name);
                removed++;
            }
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
        database.filesOf(name).forEach(call.files()::removeTree);
        Glob.expand(call.files(), "/", Database.INFO + name + ".*").forEach(call.files()::removeTree);
        database.remove(name);
    }
}
