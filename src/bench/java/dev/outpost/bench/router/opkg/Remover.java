package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code opkg remove}: refuses what others need, and is content with what is not there. */
final class Remover {
    private final Call call;
    private final Database database;
    private final Errors errors;
    private final Set<String> options;

    Remover(Call call, Database database, Errors errors, Set<String> options) {
        this.call = call;
        this.database = database;
        this.errors = errors;
        this.options = options;
    }

    int remove(List<String> names) throws IOException, InterruptedException {
        var removed = 0;
        var refused = false;
        for (var name : names) {
            var there = database.find(name);
            if (there.isEmpty()) {
                continue;
            }
            var needers = needers(there.get());
            if (!needers.isEmpty() && !options.contains("--force-depends")) {
                warn(name, needers);
                refused = true;
                continue;
            }
            take(name);
            removed++;
        }
        if (removed == 0) {
            call.out().println("No packages removed.");
        }
        database.save(errors);
        return refused ? 255 : 0;
    }

    private List<String> needers(Stanza wanted) {
        return database.all().stream()
                .filter(other -> !other.name().equals(wanted.name()))
                .filter(other -> other.depends().stream().anyMatch(need -> need.isMetBy(wanted)))
                .map(Stanza::name)
                .toList();
    }

    private void warn(String name, List<String> needers) {
        var function = "print_dependents_warning";
        errors.add(function, "Package " + name + " is depended upon by packages:");
        needers.forEach(needer -> errors.add(function, "\t" + needer));
        errors.add(function, "These might cease to work if package " + name + " is removed.\n");
        errors.add(function, "Force removal of this package with --force-depends.");
        errors.add(function, "Force removal of this package and its dependents");
        errors.add(function, "with --force-removal-of-dependent-packages.");
    }

    private void take(String name) throws IOException, InterruptedException {
        call.out().println("Removing package " + name + " from root...");
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
