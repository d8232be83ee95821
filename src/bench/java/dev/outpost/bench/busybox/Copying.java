package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** cp, mv, rm. */
final class Copying {
    private Copying() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/cp", Copying::cp);
        all.put("/bin/mv", Copying::mv);
        all.put("/bin/rm", Copying::rm);
    }

    /** One file from here to there. */
    private interface Move {
        int one(String from, String to) throws IOException;
    }

    private static int each(Call call, List<String> names, Move move) throws IOException {
        if (names.size() < 2) {
            throw new Options.Unknown("missing file operand");
        }
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
        var options = new Options(call.words(), "afprRdPHLiulsTx");
        return each(call, options.operands(), (from, to) -> copy(call, options, from, to));
    }

    private static int copy(Call call, Options options, String from, String to) throws IOException {
        var files = call.files();
        boolean archive = options.has('a');
        boolean keepsLinks = archive || options.has('d') || options.has('P');
        var stat = keepsLinks ? files.linkStat(call.path(from)) : files.stat(call.path(from));
        if (stat.isEmpty()) {
            return call.fail("can't stat '" + from + "': " + Errno.ENOENT.words());
        }
        boolean keeps = archive || options.has('p');
        if (stat.get().isFolder()) {
            boolean recursive = archive || options.has('r') || options.has('R');
            return recursive ? folder(call, options, from, to) : call.fail("omitting directory '" + from + "'");
        }
        try {
            return stat.get().isLink() ? link(call, from, to) : content(call, from, to, stat.get(), keeps);
        } catch (FileError error) {
            boolean missing = error.errno() == Errno.ENOENT || error.errno() == Errno.ENOTDIR;
            return call.fail((missing ? "can't create '" + to + "': " : "write error: ") + error.words());
        }
    }

    private static int link(Call call, String from, String to) throws IOException {
        call.files().removeTree(call.path(to));
        call.files().symlink(call.files().readLink(call.path(from)), call.path(to));
        return 0;
    }

    private static int content(Call call, String from, String to, FileStat stat, boolean keeps) throws IOException {
        var files = call.files();
        boolean fresh = !files.exists(call.path(to));
        try (var in = files.openRead(call.path(from));
                var out = files.openWrite(
                        call.path(to), false, stat.mode() & ~call.process().umask())) {
            in.transferTo(out);
        }
        if (keeps) {
            files.chmod(call.path(to), stat.mode());
            files.setModified(call.path(to), stat.modified());
        } else if (fresh) {
            files.chmod(call.path(to), stat.mode() & ~call.process().umask());
        }
        return 0;
    }

    private static int folder(Call call, Options options, String from, String to) throws IOException {
        if (!call.files().isFolder(call.path(to))) {
            call.files()
                    .makeFolder(
                            call.path(to),
                            call.files().stat(call.path(from)).orElseThrow().mode());
        }
        int status = 0;
        for (String name : call.files().list(call.path(from))) {
            status |= copy(call, options, from + "/" + name, to + "/" + name);
        }
        return status;
    }

    private static int mv(Call call) throws IOException {
        var options = new Options(call.words(), "finT");
        return each(call, options.operands(), (from, to) -> move(call, from, to));
    }

    private static int move(Call call, String from, String to) throws IOException {
        var files = call.files();
        if (files.linkStat(call.path(from)).isEmpty()) {
            return call.fail("can't rename '" + from + "': " + Errno.ENOENT.words());
        }
        try {
            files.move(call.path(from), call.path(to));
            return 0;
        } catch (FileError error) {
            if (error.errno() != Errno.EXDEV) {
                return call.fail("can't rename '" + from + "': " + error.words());
            }
        }
        int status = copy(call, new Options(List.of("-a"), "a"), from, to);
        if (status == 0) {
            files.removeTree(call.path(from));
        }
        return status;
    }

    private static int rm(Call call) throws IOException {
        var options = new Options(call.words(), "firR");
        boolean recursive = options.has('r') || options.has('R');
        if (options.operands().isEmpty() && !options.has('f')) {
            throw new Options.Unknown("missing operand");
        }
        int status = 0;
        for (String name : options.operands()) {
            var stat = call.files().linkStat(call.path(name));
            if (stat.isEmpty()) {
                status |= options.has('f') ? 0 : call.fail("can't remove '" + name + "': " + Errno.ENOENT.words());
            } else if (stat.get().isFolder() && !recursive) {
                status |= call.fail("'" + name + "' is a directory");
            } else if (name.matches("(.*/)?\\.{1,2}")) {
                status |= call.fail("can't remove '.' or '..'");
            } else {
                call.files().removeTree(call.path(name));
            }
        }
        return status;
    }
}
