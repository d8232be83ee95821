package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code ls} with -d, -a and -A: one name a line as for a reader that is no terminal, files first. */
final class Ls implements Program {
    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "1dAa");
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
        plain.stream().sorted().forEach(call::say);
        for (String folder : folders.stream().sorted().toList()) {
            if (names.size() > 1) {
                call.say((plain.isEmpty() && folder.equals(folders.getFirst()) ? "" : "\n") + folder + ":");
            }
            call.files().list(call.path(folder)).stream()
                    .filter(name -> !name.startsWith(".") || options.has('a') || options.has('A'))
                    .forEach(call::say);
        }
        return status;
    }
}
