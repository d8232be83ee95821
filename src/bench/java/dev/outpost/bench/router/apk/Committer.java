package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkFile;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Goes through the steps of a solution. One that fails does not keep the others from being tried; errors are counted. */
final class Committer {
    private static final String EXEC = "/lib/apk/exec/";
    private static final String SKIPPED = "[APK unavailable, skipped] ";

    private final Call call;
    private final Arguments arguments;
    private final InstalledDb database;
    private final Universe universe;
    private final Repositories repositories;
    private final ScriptStore scripts;

    Committer(Call call, Arguments arguments, InstalledDb database, Universe universe, Repositories repositories)
            throws IOException {
        this.call = call;
        this.arguments = arguments;
        this.database = database;
        this.universe = universe;
        this.repositories = repositories;
        this.scripts = new ScriptStore(call.files());
    }

    /** @return how many errors there were */
    int commit(List<Change> changes) throws InterruptedException {
        int total = (int) changes.stream().filter(Change::isChange).count();
        int digits = String.valueOf(Math.max(total, 1)).length();
        long size = database.installed();
        int packages = database.all().size();
        int number = 0;
        int errors = 0;
        for (var change : changes) {
            if (!change.isChange()) {
                errors += isBroken(change) ? 1 : 0;
                continue;
            }
            boolean lost = change.again() && !isAvailable(change.subject());
            call.out()
                    .println(("(%" + digits + "d/%d) %s")
                            .formatted(++number, total, (lost ? SKIPPED : "") + change.line()));
            if (lost) {
                errors += isBroken(change) ? 1 : 0;
                continue;
            }
            size += change.now().map(ApkInfo::installed).orElse(0L)
                    - change.old().map(ApkInfo::installed).orElse(0L);
            packages += (change.now().isPresent() ? 1 : 0) - (change.old().isPresent() ? 1 : 0);
            if (!arguments.has("--simulate")) {
                errors += perform(change) ? 0 : 1;
            }
        }
        if (arguments.has("--simulate")) {
            summary(errors, size, packages);
            return errors;
        }
        errors += saved() ? 0 : 1;
        summary(errors, database.installed(), database.all().size());
        return errors;
    }

    /** Whether its file can be had once more: one that was added as a file cannot. */
    private boolean isAvailable(ApkInfo info) {
        return universe.file(info).isPresent() || universe.index(info).isPresent();
    }

    private boolean isBroken(Change change) {
        return database.find(change.subject().name())
                .filter(InstalledEntry::isBroken)
                .isPresent();
    }

    private boolean saved() {
        try {
            database.save();
            scripts.save();
            return true;
        } catch (IOException full) {
            call.err()
                    .println("ERROR: System state may be inconsistent: failed to write database: "
                            + Repositories.words(full));
            return false;
        }
    }

    private void summary(int errors, long bytes, int packages) {
        var state = errors == 0 ? "OK:" : errors + (errors == 1 ? " error;" : " errors;");
        call.out().println(state + " " + human(bytes) + " in " + packages + " packages");
    }

    /** Whole numbers up to KiB, one decimal above. */
    static String human(long bytes) {
        if (bytes < 10_000) {
            return bytes + " B";
        }
        return bytes / 1024 < 10_000 ? bytes / 1024 + " KiB" : "%.1f MiB".formatted(bytes / 1024.0 / 1024.0);
    }

    private boolean perform(Change change) throws InterruptedException {
        return change.now().isPresent() ? install(change, change.now().get()) : remove(change.subject());
    }

    private boolean install(Change change, ApkInfo info) throws InterruptedException {
        var apk = load(info);
        if (apk.isEmpty()) {
            return false;
        }
        boolean upgrades = change.old().isPresent();
        if (!change.again()) {
            script(
                    apk.get().scripts().get(upgrades ? "pre-upgrade" : "pre-install"),
                    info,
                    upgrades ? "pre-upgrade" : "pre-install");
        }
        var extraction = new Extraction(call.files(), database, apk.get(), call.err());
        if (!extraction.run(arguments.has("--force-overwrite"))) {
            return false;
        }
        change.old().filter(old -> !old.equals(info)).ifPresent(old -> forget(old, extraction.placed()));
        scripts.put(info.full(), apk.get().scripts());
        var after = upgrades ? "post-upgrade" : "post-install";
        var works = change.again() || script(apk.get().scripts().get(after), info, after);
        var broken = extraction.hasClashes() && !arguments.has("--force-overwrite");
        database.put(new InstalledEntry(info, broken, !works, extraction.placed()));
        return works && !broken;
    }

    private Optional<ApkFile> load(ApkInfo info) {
        var local = universe.file(info);
        if (local.isPresent()) {
            return local;
        }
        try {
            var index = universe.index(info).orElseThrow(() -> new IOException("package not found"));
            return Optional.of(
                    ApkFile.parse(repositories.download(index, info), List.of()).file());
        } catch (PackageServer.Failure failure) {
            call.err().println(failure.text());
            call.err().println("ERROR: " + info.full() + ": unexpected end of file");
        } catch (IOException problem) {
            call.err().println("ERROR: " + info.full() + ": " + Repositories.words(problem));
        }
        return Optional.empty();
    }

    /** Removes the files of another version that this one has not. */
    private void forget(ApkInfo old, List<String> kept) {
        var stay = new HashSet<>(kept);
        database.find(old.name())
                .ifPresent(entry -> entry.files().stream()
                        .filter(path -> !stay.contains(path))
                        .forEach(path -> call.files().removeTree("/" + path)));
        scripts.remove(old.full());
    }

    private boolean remove(ApkInfo info) throws InterruptedException {
        script(scripts.find(info.full(), "pre-deinstall").orElse(null), info, "pre-deinstall");
        var entry = database.find(info.name());
        database.remove(info.name());
        entry.ifPresent(gone -> gone.files().stream()
                .filter(path -> database.ownerOf(path).isEmpty())
                .forEach(path -> call.files().removeTree("/" + path)));
        script(scripts.find(info.full(), "post-deinstall").orElse(null), info, "post-deinstall");
        scripts.remove(info.full());
        return true;
    }

    /** Runs a script if there is one; what it says is indented by a star. */
    private boolean script(@org.jspecify.annotations.Nullable String text, ApkInfo info, String type)
            throws InterruptedException {
        if (text == null || arguments.has("--no-scripts")) {
            return true;
        }
        var path = EXEC + info.full() + "." + type;
        call.out().println("  Executing " + info.full() + "." + type);
        try {
            call.files().makeFolders(EXEC.substring(0, EXEC.length() - 1));
            call.files().write(path, text);
            call.files().chmod(path, 0755);
        } catch (FileError full) {
            call.err().println("ERROR: " + path.substring(1) + ": " + full.words());
            return false;
        } catch (IOException full) {
            return false;
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = call.with(call.in(), new Output(out), new Output(err)).run(List.of(path, info.version()));
        starred(out, call.out());
        starred(err, call.err());
        call.files().removeTree(path);
        if (status != 0) {
            call.err().println("ERROR: " + path.substring(1) + ": exited with error " + status);
        }
        return status == 0;
    }

    private static void starred(ByteArrayOutputStream said, Output to) {
        said.toString(StandardCharsets.UTF_8).lines().forEach(line -> to.println("  * " + line));
    }
}
