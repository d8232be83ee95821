package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Programs about files as a whole: cp, mv, rm, mkdir, rmdir, chmod, ln, touch, readlink, mktemp, sync. */
final class Copying {
    private Copying() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/cp", Copying::cp);
        all.put("/bin/mv", Copying::mv);
        all.put("/bin/rm", Copying::rm);
        all.put("/bin/mkdir", Copying::mkdir);
        all.put("/bin/rmdir", Copying::rmdir);
        all.put("/bin/chmod", Copying::chmod);
        all.put("/bin/ln", Copying::ln);
        all.put("/bin/touch", Copying::touch);
        all.put("/usr/bin/readlink", Copying::readlink);
        all.put("/bin/mktemp", Copying::mktemp);
        all.put("/bin/sync", call -> 0);
    }

    /** One file from here to there. */
    private interface Move {
        int one(String from, String to) throws IOException;
    }

    private static int eachTo(Call call, List<String> names, Move move) throws IOException {
        String target = names.getLast();
        boolean into = call.files().isFolder(call.path(target));
        if (names.size() > 2 && !into) {
            return call.fail("target '" + target + "' is not a directory");
        }
        int status = 0;
        for (String name : names.subList(0, names.size() - 1)) {
            String base = name.replaceFirst("(?<=.)/+$", "");
            String to = into ? target.replaceFirst("/$", "") + "/" + base.substring(base.lastIndexOf('/') + 1) : target;
            status |= move.one(name, to);
        }
        return status;
    }

    private static int cp(Call call) throws IOException {
        var options = new Options(call.words(), "pr");
        return eachTo(call, options.operands(), (from, to) -> copy(call, options.has('r'), options.has('p'), from, to));
    }

    private static int copy(Call call, boolean deep, boolean keeps, String from, String to) throws IOException {
        var files = call.files();
        var stat = files.stat(call.path(from));
        if (stat.isEmpty()) {
            return call.fail("can't stat '" + from + "': " + Errno.ENOENT.words());
        }
        if (!stat.get().isFolder()) {
            return content(call, from, to, stat.get(), keeps);
        }
        if (!deep) {
            return call.fail("omitting directory '" + from + "'");
        }
        if (!files.isFolder(call.path(to))) {
            files.makeFolder(call.path(to), stat.get().mode());
        }
        int status = 0;
        for (String name : files.list(call.path(from))) {
            status |= copy(call, true, keeps, from + "/" + name, to + "/" + name);
        }
        return status;
    }

    private static int content(Call call, String from, String to, FileStat stat, boolean keeps) throws IOException {
        var files = call.files();
        String path = call.path(to);
        int mode = stat.mode() & ~call.process().umask();
        try (var in = files.openRead(call.path(from));
                var out = files.openWrite(path, false, mode)) {
            in.transferTo(out);
        } catch (FileError error) {
            return call.fail((error.isMissing() ? "can't create '" + to + "': " : "write error: ") + error.words());
        }
        if (keeps) {
            files.chmod(path, stat.mode());
            files.setModified(path, stat.modified());
        }
        return 0;
    }

    private static int mv(Call call) throws IOException {
        var options = new Options(call.words(), "f");
        return eachTo(call, options.operands(), (from, to) -> move(call, from, to));
    }

    private static int move(Call call, String from, String to) throws IOException {
        try {
            call.files().move(call.path(from), call.path(to));
            return 0;
        } catch (FileError error) {
            if (error.errno() != Errno.EXDEV) {
                return call.fail("can't rename '" + from + "': " + error.words());
            }
        }
        int status = copy(call, true, true, from, to);
        if (status == 0) {
            call.files().removeTree(call.path(from));
        }
        return status;
    }

    private static int rm(Call call) throws IOException {
        var options = new Options(call.words(), "fr");
        if (options.operands().isEmpty() && !options.has('f')) {
            throw new Options.Unknown("missing operand");
        }
        int status = 0;
        for (String name : options.operands()) {
            var stat = call.files().linkStat(call.path(name));
            if (stat.isEmpty()) {
                status |= options.has('f') ? 0 : call.fail("can't remove '" + name + "': " + Errno.ENOENT.words());
            } else if (stat.get().isFolder() && !options.has('r')) {
                status |= call.fail("'" + name + "' is a directory");
            } else {
                call.files().removeTree(call.path(name));
            }
        }
        return status;
    }

    /** What is done with one name. */
    private interface One {
        void run(String path) throws IOException;
    }

    private static int each(Call call, List<String> names, String words, One one) throws IOException {
        if (names.isEmpty()) {
            throw new Options.Unknown("missing operand");
        }
        int status = 0;
        for (String name : names) {
            try {
                one.run(call.path(name));
            } catch (FileError error) {
                status = call.fail(String.format(words, name) + ": " + error.words());
            }
        }
        return status;
    }

    private static int mkdir(Call call) throws IOException {
        var options = new Options(call.words(), "p");
        int mode = 0777 & ~call.process().umask();
        return each(call, options.operands(), "can't create directory '%s'", path -> {
            if (options.has('p') && !call.files().exists(path)) {
                call.files().makeFolders(path);
                call.files().chmod(path, mode);
            } else if (!options.has('p') || !call.files().isFolder(path)) {
                call.files().makeFolder(path, mode);
            }
        });
    }

    private static int rmdir(Call call) throws IOException {
        return each(call, call.words(), "'%s'", path -> {
            if (call.files().exists(path) && !call.files().isFolder(path)) {
                throw new FileError(Errno.ENOTDIR, path);
            }
            call.files().remove(path);
        });
    }

    /** Modes in octal digits, or {@code +x}. */
    private static int chmod(Call call) throws IOException {
        String mode = call.words().getFirst();
        return each(call, call.words().subList(1, call.words().size()), "%s", path -> {
            var stat = call.files().stat(path).orElseThrow(() -> new FileError(Errno.ENOENT, path));
            int bits = mode.equals("+x") ? stat.mode() | 0111 : Integer.parseInt(mode, 8);
            if (bits != stat.mode()) {
                call.files().chmod(path, bits);
            }
        });
    }

    /** Symbolic links only; with -f in the place of what is there. */
    private static int ln(Call call) throws IOException {
        var options = new Options(call.words(), "sf");
        String path = call.path(options.operands().get(1));
        if (!options.has('s')) {
            return call.fail("no hard links here");
        }
        if (options.has('f') && call.files().linkStat(path).isPresent()) {
            call.files().remove(path);
        }
        call.files().symlink(options.operands().getFirst(), path);
        return 0;
    }

    private static int touch(Call call) throws IOException {
        return each(call, call.words(), "%s", path -> {
            if (call.files().exists(path)) {
                call.files().setModified(path, call.machine().clock().wall());
            } else {
                call.create(path).close();
            }
        });
    }

    private static int readlink(Call call) {
        var options = new Options(call.words(), "f");
        String path = call.path(options.operands().getFirst());
        try {
            var files = call.files();
            call.say(options.has('f') ? files.realPath(path) : files.readLink(path));
            return 0;
        } catch (FileError error) {
            return 1;
        }
    }

    private static int mktemp(Call call) throws IOException {
        var options = new Options(call.words(), "d");
        String template = options.operands().getFirst();
        String name = template.substring(0, template.length() - 6)
                + UUID.randomUUID().toString().substring(0, 6);
        if (options.has('d')) {
            call.files().makeFolder(call.path(name), 0700);
        } else {
            call.files().openWrite(call.path(name), false, 0600).close();
        }
        call.say(name);
        return 0;
    }
}
