package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code start-stop-daemon}: -S starts unless it runs already, -K stops what runs. */
final class Daemons implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "+SKbmqotx:p:n:s:a:c:u:");
        var running = running(call, options);
        return options.has('K') ? stop(call, options, running) : start(call, options, running);
    }

    private static int start(Call call, Options options, List<SimProcess> running)
            throws IOException, InterruptedException {
        String file = options.value('x', "");
        if (!running.isEmpty()) {
            if (!options.has('q')) {
                call.out().println(file + " is already running");
                call.out().println(String.valueOf(running.getFirst().pid()));
            }
            return options.has('o') ? 0 : 1;
        }
        var words = new ArrayList<>(List.of(options.value('a', file)));
        words.addAll(options.operands());
        if (!options.has('b')) {
            return call.become(words);
        }
        if (!call.files().exists(call.path(file))) {
            return call.fail("can't execute '" + file + "': No such file or directory");
        }
        var child = call.start(words);
        child.leadGroup();
        if (options.has('m')) {
            call.files().write(call.path(options.value('p', "")), child.pid() + "\n");
        }
        return 0;
    }

    private static int stop(Call call, Options options, List<SimProcess> running) {
        var signal = options.value('s').flatMap(Signal::of).orElse(Signal.TERM);
        running.forEach(process -> process.signal(signal));
        if (running.isEmpty() && !options.has('q')) {
            call.out().println("no " + options.value('x', options.value('n', "process")) + " found; none killed");
        }
        return running.isEmpty() && !options.has('o') ? 1 : 0;
    }

    private static List<SimProcess> running(Call call, Options options) throws IOException {
        var found = new ArrayList<SimProcess>();
        for (var process : call.machine().processes().list()) {
            boolean byFile = options.value('x')
                    .map(file -> process.command().getFirst().equals(file))
                    .orElse(true);
            boolean byName = options.value('n')
                    .map(name -> Running.comm(process).equals(name))
                    .orElse(true);
            if (process != call.process() && byFile && byName && byPid(call, options, process)) {
                found.add(process);
            }
        }
        return found;
    }

    private static boolean byPid(Call call, Options options, SimProcess process) throws IOException {
        if (!options.has('p')) {
            return true;
        }
        String file = call.path(options.value('p', ""));
        return call.files().exists(file) && call.files().text(file).strip().equals(String.valueOf(process.pid()));
    }
}
