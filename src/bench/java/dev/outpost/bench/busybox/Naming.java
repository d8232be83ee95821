package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Programs about names and modes: mkdir, rmdir, chmod, chown, ln, touch, sync, readlink, mktemp. */
final class Naming {
    private Naming() {}

    static void addTo(Map<String, Program> all) {
        all.put("/bin/mkdir", Naming::mkdir);
        all.put("/bin/rmdir", Naming::rmdir);
        all.put("/bin/chmod", Naming::chmod);
        all.put("/bin/chown", Naming::chown);
        all.put("/bin/chgrp", Naming::chown);
        all.put("/bin/ln", Naming::ln);
        all.put("/bin/touch", Naming::touch);
        all.put("/bin/sync", call -> 0);
        all.put("/usr/bin/readlink", Naming::readlink);
        all.put("/bin/mktemp", Naming::mktemp);
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
        var options = new Options(call.words(), "pm:");
        int mode = options.has('m')
                ? Integer.parseInt(options.value('m', "755"), 8)
                : 0777 & ~call.process().umask();
        return each(call, options.operands(), "can't create directory '%s'", path -> {
            if (!options.has('p')) {
                call.files().makeFolder(path, mode);
                return;
            }
            boolean there = call.files().isFolder(path);
            if (!there && call.files().exists(path)) {
                throw new FileError(Errno.EEXIST, path);
            }
            call.files().makeFolders(path);
            if (!there) {
                call.files().chmod(path, mode);
            }
        });
    }

    private static int rmdir(Call call) throws IOException {
        var options = new Options(call.words(), "p");
        return each(call, options.operands(), "'%s'", path -> {
            if (call.files().exists(path) && !call.files().isFolder(path)) {
                throw new FileError(Errno.ENOTDIR, path);
            }
            call.files().remove(path);
        });
    }

    private static int chmod(Call call) throws IOException {
        var options = new Options(protectedModes(call.words()), "Rcvf");
        String mode = options.operands().removeFirst().replaceFirst("^=-", "-");
        return each(call, options.operands(), "%s", path -> chmod(call, path, mode, options.has('R')));
    }

    /** {@code chmod -x file}: a mode, no option. */
    private static List<String> protectedModes(List<String> words) {
        return words.stream()
                .map(word -> word.matches("-[rwxX]+") ? "=" + word : word)
                .toList();
    }

    private static void chmod(Call call, String path, String mode, boolean deep) throws IOException {
        var stat = call.files().stat(path).orElseThrow(() -> new FileError(Errno.ENOENT, path));
        int bits = mode.matches("[0-7]{1,4}") ? Integer.parseInt(mode, 8) : symbolic(mode, stat.mode());
        if (bits != stat.mode()) {
            call.files().chmod(path, bits);
        }
        if (deep && stat.isFolder()) {
            for (String name : call.files().list(path)) {
                chmod(call, path + "/" + name, mode, true);
            }
        }
    }

    private static int symbolic(String mode, int before) {
        int bits = before;
        for (String clause : mode.split(",")) {
            var matcher = Pattern.compile("([ugoa]*)([-+=])([rwxX]*)").matcher(clause);
            if (!matcher.matches()) {
                throw new Options.Unknown("invalid mode '" + mode + "'");
            }
            String who = matcher.group(1).isEmpty() || matcher.group(1).contains("a") ? "ugo" : matcher.group(1);
            int rights = 0;
            for (int i = 0; i < matcher.group(3).length(); i++) {
                rights |= switch (matcher.group(3).charAt(i)) {
                    case 'r' -> 4;
                    case 'w' -> 2;
                    default -> 1;
                };
            }
            int mask = 0;
            int set = 0;
            for (int i = 0; i < who.length(); i++) {
                int shift = 3 * (2 - "ugo".indexOf(who.charAt(i)));
                mask |= 7 << shift;
                set |= rights << shift;
            }
            bits = switch (matcher.group(2)) {
                case "+" -> bits | set;
                case "-" -> bits & ~set;
                default -> (bits & ~mask) | set;
            };
        }
        return bits;
    }

    private static int chown(Call call) throws IOException {
        var options = new Options(call.words(), "Rhcvf");
        options.operands().removeFirst();
        return each(call, options.operands(), "%s", path -> {
            if (!call.files().exists(path)) {
                throw new FileError(Errno.ENOENT, path);
            }
        });
    }

    private static int ln(Call call) throws IOException {
        var options = new Options(call.words(), "sfnT");
        String target = options.operands().getFirst();
        String name = options.operands().size() > 1 ? options.operands().get(1) : ".";
        boolean isLink = call.files()
                .linkStat(call.path(name))
                .filter(stat -> stat.isLink())
                .isPresent();
        if (call.files().isFolder(call.path(name)) && !(options.has('n') && isLink)) {
            name = name.replaceFirst("(?<=.)/$", "") + "/" + target.substring(target.lastIndexOf('/') + 1);
        }
        try {
            if (options.has('f') && call.files().linkStat(call.path(name)).isPresent()) {
                call.files().remove(call.path(name));
            }
            if (options.has('s')) {
                call.files().symlink(target, call.path(name));
            } else {
                call.files().link(call.path(target), call.path(name));
            }
            return 0;
        } catch (FileError error) {
            return call.fail(name + ": " + error.words());
        }
    }

    private static int touch(Call call) throws IOException {
        var options = new Options(call.words(), "cmahd:t:r:");
        return each(call, options.operands(), "%s", path -> {
            if (call.files().exists(path)) {
                call.files().setModified(path, call.machine().clock().wall());
            } else if (!options.has('c')) {
                call.files()
                        .openWrite(path, false, 0666 & ~call.process().umask())
                        .close();
            }
        });
    }

    private static int readlink(Call call) {
        var options = new Options(call.words(), "fnsvqe");
        String path = call.path(options.operands().getFirst());
        try {
            String found = options.has('f')
                    ? call.files().realPath(path)
                    : call.files().readLink(path);
            call.out().print(options.has('n') ? found : found + "\n");
            return 0;
        } catch (FileError error) {
            return 1;
        }
    }

    private static int mktemp(Call call) throws IOException {
        var options = new Options(call.words(), "dqtup:");
        boolean given = !options.operands().isEmpty();
        String template = given ? options.operands().getFirst() : "tmp.XXXXXX";
        String folder = options.value('p', call.env().get("TMPDIR", "/tmp"));
        boolean placed = !given || options.has('p') || options.has('t');
        String pattern = placed ? folder + "/" + template : template;
        if (!pattern.endsWith("XXXXXX")) {
            return call.fail("Invalid argument");
        }
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var name = new StringBuilder(pattern.substring(0, pattern.length() - 6));
        for (int i = 0; i < 6; i++) {
            name.append(letters.charAt(ThreadLocalRandom.current().nextInt(letters.length())));
        }
        try {
            if (options.has('d')) {
                call.files().makeFolder(call.path(name.toString()), 0700);
            } else {
                call.files().openWrite(call.path(name.toString()), false, 0600).close();
            }
        } catch (FileError error) {
            return call.fail("Failed to create " + (options.has('d') ? "directory" : "file") + " via template "
                    + pattern + ": " + error.words());
        }
        call.out().println(name);
        return 0;
    }
}
