package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkFile;
import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.Item;
import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.router.packages.Solver.Change;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through the steps of a solution. One that fails does not keep the others from being tried; errors are counted. */
final class Committer {
    private static final String EXEC = "/lib/apk/exec";

    private final Call call;
    private final boolean pretends;
    private final InstalledDb database;
    private final Offer offer;
    private final FileSystem files;

    Committer(Call call, boolean pretends, InstalledDb database, Offer offer) {
        this.call = call;
        this.pretends = pretends;
        this.database = database;
        this.offer = offer;
        this.files = call.files();
    }

    /** @return how many errors there were; a package that stays broken is told again each time (facts/behaviours.md#35) */
    int commit(List<Change> changes) throws InterruptedException {
        int total = (int) changes.stream().filter(Change::isChange).count();
        int digits = String.valueOf(Math.max(total, 1)).length();
        int number = 0;
        int errors = 0;
        for (var change : changes) {
            if (!change.isChange()) {
                var there = database.find(change.subject().name());
                errors += there.filter(entry -> !entry.broken().isEmpty()).isPresent() ? 1 : 0;
                continue;
            }
            call.say(("(%" + digits + "d/%d) %s").formatted(++number, total, change.line()));
            errors += (pretends ? noted(change) : perform(change)) ? 0 : 1;
        }
        errors += pretends || saved() ? 0 : 1;
        var state = errors == 0 ? "OK:" : errors + (errors == 1 ? " error;" : " errors;");
        call.say(state + " " + human(database.installed()) + " in "
                + database.all().size() + " packages");
        return errors;
    }

    /** What {@code --simulate} makes of it: the database is not saved then. */
    private boolean noted(Change change) {
        database.remove(change.subject().name());
        change.now().ifPresent(info -> database.put(new InstalledDb.Entry(info, "", List.of())));
        return true;
    }

    /** Whole numbers up to KiB, one decimal above. */
    static String human(long bytes) {
        return bytes < 10_000
                ? bytes + " B"
                : bytes / 1024 < 10_000 ? bytes / 1024 + " KiB" : "%.1f MiB".formatted(bytes / 1024.0 / 1024.0);
    }

    private boolean saved() {
        try {
            database.save();
            return true;
        } catch (IOException full) {
            return fails("System state may be inconsistent: failed to write database: " + Offer.words(full));
        }
    }

    private boolean fails(String words) {
        call.err().println("ERROR: " + words);
        return false;
    }

    private boolean perform(Change change) throws InterruptedException {
        if (change.now().isEmpty()) {
            remove(change.subject());
            return true;
        }
        var info = change.now().get();
        try {
            return install(change, offer.whole(info));
        } catch (PackageServer.Failure failure) {
            call.err().println(failure.text());
            return fails(info.full() + ": unexpected end of file");
        } catch (IOException problem) {
            return fails(info.full() + ": " + Offer.words(problem));
        }
    }

    private boolean install(Change change, ApkFile apk) throws InterruptedException {
        var placed = new ArrayList<String>();
        var waiting = new LinkedHashMap<String, String>();
        var clashes = false;
        for (var item : apk.content()) {
            if (isOthers(apk.info(), item, !clashes)) {
                clashes = true;
                continue;
            }
            try {
                extract(item, waiting);
                placed.add(item.path());
            } catch (IOException full) {
                waiting.keySet().forEach(files::removeTree);
                var words = Offer.words(full);
                fails(apk.info().full() + ": failed to extract " + item.path() + ": " + words);
                return fails(apk.info().full() + ": " + words);
            }
        }
        if (!renamed(apk.info(), waiting)) {
            return false;
        }
        var before = change.old().flatMap(old -> database.find(old.name()));
        before.ifPresent(entry -> entry.files().stream()
                .filter(path -> !placed.contains(path))
                .forEach(path -> files.removeTree("/" + path)));
        var works = script(apk, change.old().isPresent() ? "post-upgrade" : "post-install");
        database.put(new InstalledDb.Entry(apk.info(), (clashes ? "f" : "") + (works ? "" : "s"), placed));
        return works && !clashes;
    }

    /** Whether another package's file is in the way; the first is told. */
    private boolean isOthers(ApkInfo info, Item item, boolean tells) {
        var owner = database.ownerOf(item.path())
                .filter(entry -> !entry.info().name().equals(info.name()));
        owner.filter(entry -> tells)
                .ifPresent(entry -> fails(info.full() + ": trying to overwrite " + item.path() + " owned by "
                        + entry.info().full() + "."));
        return owner.isPresent();
    }

    /** Under another name first, so that a full flash leaves what was there (facts/behaviours.md#34). */
    private void extract(Item item, Map<String, String> waiting) throws IOException {
        var folder = "/" + item.folder();
        files.makeFolders(folder);
        var name = ".apk.%08x".formatted(item.path().hashCode());
        var temporary = (folder.equals("/") ? "" : folder) + "/" + name;
        waiting.put(temporary, destination(item));
        files.removeTree(temporary);
        if (item.isLink()) {
            files.symlink(item.target(), temporary);
        } else {
            files.write(temporary, item.bytes());
            files.chmod(temporary, item.mode());
        }
    }

    /** A file below /etc that somebody wrote stays; the package's goes beside it. */
    private String destination(Item item) throws IOException {
        var path = "/" + item.path();
        var isOther = item.path().startsWith("etc/")
                && !item.isLink()
                && files.exists(path)
                && !files.isFolder(path)
                && !Arrays.equals(files.read(path), item.bytes());
        return isOther ? path + ".apk-new" : path;
    }

    private boolean renamed(ApkInfo info, Map<String, String> waiting) {
        try {
            for (var entry : waiting.entrySet()) {
                files.move(entry.getKey(), entry.getValue());
            }
            return true;
        } catch (FileError stuck) {
            return fails(info.full() + ": " + stuck.words());
        }
    }

    private void remove(ApkInfo info) {
        var entry = database.find(info.name());
        database.remove(info.name());
        entry.ifPresent(gone -> gone.files().stream()
                .filter(path -> database.ownerOf(path).isEmpty())
                .forEach(path -> files.removeTree("/" + path)));
    }

    /** Runs a package's script if there is one; what it says is indented by a star. */
    private boolean script(ApkFile apk, String type) throws InterruptedException {
        if (apk.postInstall().isEmpty()) {
            return true;
        }
        var path = EXEC + "/" + apk.info().full() + "." + type;
        call.say("  Executing " + apk.info().full() + "." + type);
        try {
            files.makeFolders(EXEC);
            files.write(path, apk.postInstall());
            files.chmod(path, 0755);
        } catch (IOException full) {
            return fails(path.substring(1) + ": " + Offer.words(full));
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = call.with(call.in(), new Output(out), new Output(err))
                .run(List.of(path, apk.info().version()));
        starred(out, call.out());
        starred(err, call.err());
        files.removeTree(path);
        return status == 0 || fails(path.substring(1) + ": exited with error " + status);
    }

    private static void starred(ByteArrayOutputStream said, Output to) {
        said.toString(StandardCharsets.UTF_8).lines().forEach(line -> to.println("  * " + line));
    }
}
