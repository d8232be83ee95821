package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code ls} with -d, -a, -A and -l, which tells modes and sizes: one name a line as for a reader that is no terminal, files first. */
final class Ls implements Program {
    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "1ldAa");
        var names = options.operands().isEmpty() ? List.of(".") : options.operands();
        var plain = new ArrayList<String>();
        var folders = new ArrayList<String>();
        int status = 0;
        for (String name : names) {
            var stat = options.has('d') ? call.files().linkStat(call.path(name)) : call.files().stat(call.path(name));
            if (stat.isEmpty()) {
                status = call.fail(name + ": " + Errno.ENOENT.words());
            } else {
                (stat.get().isFolder() && !options.has('d') ? folders : plain).add(name);
            }
        }
        plain.stream().sorted().forEach(name -> show(call, options, name, name));
        for (String folder : folders.stream().sorted().toList()) {
            if (names.size() > 1) {
                call.say((plain.isEmpty() && folder.equals(folders.getFirst()) ? "" : "\n") + folder + ":");
            }
            call.files().list(call.path(folder)).stream()
                    .filter(name -> !name.startsWith(".") || options.has('a') || options.has('A'))
                    .forEach(name -> show(call, options, folder + "/" + name, name));
        }
        return status;
    }

    private static void show(Call call, Options options, String path, String name) {
        var stat = call.files().linkStat(call.path(path)).filter(_ -> options.has('l'));
        if (stat.isEmpty()) {
            call.say(name);
            return;
        }
        var mode = new StringBuilder().append(stat.get().kind());
        for (int bit = 8; bit >= 0; bit--) {
            mode.append((stat.get().mode() >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        call.say(mode + " 1 root root " + stat.get().size() + " " + name);
    }
}
