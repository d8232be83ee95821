package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ls}, one name a line as for a reader that is no terminal. */
final class Ls implements Program {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    private static final DateTimeFormatter RECENT =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("MMM ppd  yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "1lAad");
        var names = options.operands().isEmpty() ? List.of(".") : options.operands();
        var plain = new ArrayList<String>();
        var folders = new ArrayList<String>();
        int status = 0;
        for (String name : names) {
            var stat = stat(call, name, options.has('l') || options.has('d'));
            if (stat.isEmpty()) {
                status = call.fail(name + ": " + Errno.ENOENT.words());
            } else if (stat.get().isFolder() && !options.has('d')) {
                folders.add(name);
            } else {
                plain.add(name);
            }
        }
        plain.stream().sorted().forEach(name -> show(call, options, name, name));
        boolean titled = names.size() > 1;
        boolean first = plain.isEmpty();
        for (String folder : folders.stream().sorted().toList()) {
            folder(call, options, folder, titled, first);
            first = false;
        }
        return status;
    }

    private static Optional<FileStat> stat(Call call, String name, boolean link) {
        return link && !name.endsWith("/")
                ? call.files().linkStat(call.path(name))
                : call.files().stat(call.path(name));
    }

    private static void folder(Call call, Options options, String folder, boolean titled, boolean first)
            throws IOException {
        if (titled) {
            call.say((first ? "" : "\n") + folder + ":");
        }
        String base = folder.endsWith("/") ? folder : folder + "/";
        var names = new ArrayList<String>();
        if (options.has('a')) {
            names.add(".");
            names.add("..");
        }
        for (String name : call.files().list(call.path(folder))) {
            if (!name.startsWith(".") || options.has('a') || options.has('A')) {
                names.add(name);
            }
        }
        for (String name : names) {
            show(call, options, base + name, name);
        }
    }

    private static void show(Call call, Options options, String path, String name) {
        var stat = stat(call, path, true);
        if (!options.has('l') || stat.isEmpty()) {
            call.say(name);
            return;
        }
        var file = stat.get();
        String when = date(call, file);
        call.out()
                .printf(
                        "%s    1 %-8s %-8s %9d %s %s%s%n",
                        mode(file), "root", "root", file.size(), when, name, target(call, path, file));
    }

    private static String date(Call call, FileStat file) {
        var age = Duration.between(file.modified(), call.machine().clock().wall());
        return (age.compareTo(HALF_A_YEAR) > 0 || age.isNegative() ? OLD : RECENT).format(file.modified());
    }

    private static String target(Call call, String path, FileStat file) {
        try {
            return file.isLink() ? " -> " + call.files().readLink(call.path(path)) : "";
        } catch (IOException gone) {
            return "";
        }
    }

    private static String mode(FileStat file) {
        var text = new StringBuilder().append(file.kind());
        String letters = "rwxrwxrwx";
        for (int i = 0; i < 9; i++) {
            text.append((file.mode() >> (8 - i) & 1) == 1 ? letters.charAt(i) : '-');
        }
        if ((file.mode() & 01000) != 0) {
            text.setCharAt(9, (file.mode() & 1) == 1 ? 't' : 'T');
        }
        return text.toString();
    }
}
