package dev.outpost.bench.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builtins about processes: wait, kill, trap. */
final class JobBuiltins {
    private final Shell shell;

    JobBuiltins(Shell shell) {
        this.shell = shell;
    }

    void addTo(Map<String, Builtins.Builtin> all) {
        all.put("wait", this::await);
        all.put("kill", this::kill);
        all.put("trap", this::trap);
    }

    private int await(List<String> words) throws InterruptedException {
        if (words.isEmpty()) {
            for (var job : List.copyOf(shell.jobs)) {
                job.await();
            }
            shell.jobs.clear();
            return 0;
        }
        int status = 0;
        for (String word : words) {
            var job = shell.jobs.stream()
                    .filter(each -> String.valueOf(each.pid()).equals(word))
                    .findFirst();
            status = job.isEmpty() ? 127 : job.get().await();
        }
        return status;
    }

    private int kill(List<String> words) {
        boolean named = !words.isEmpty() && words.getFirst().startsWith("-");
        String name = named ? words.getFirst().substring(1) : "TERM";
        var signal = Signal.of(name);
        var targets = words.subList(named ? 1 : 0, words.size());
        boolean asks = name.equals("0");
        if (targets.isEmpty() || (signal.isEmpty() && !asks)) {
            return refuse(targets.isEmpty() ? "you need to specify whom to kill" : "bad signal name '" + name + "'");
        }
        int status = 0;
        for (String target : targets) {
            status |= target.matches("-?\\d{1,9}")
                    ? send(Integer.parseInt(target), signal)
                    : refuse("invalid number '" + target + "'");
        }
        shell.process.check();
        return status;
    }

    /** No signal only asks whether there is anybody. */
    private int send(int pid, Optional<Signal> signal) {
        var processes = shell.machine.processes();
        boolean there = signal.isEmpty() ? processes.find(pid).isPresent() : processes.kill(pid, signal.get());
        return there ? 0 : refuse("can't kill pid " + pid + ": No such process");
    }

    private int refuse(String words) {
        shell.fds.err().println(shell.arg0 + ": " + words);
        return 1;
    }

    /** An action for signals and EXIT; one that is empty does nothing. */
    private int trap(List<String> words) {
        for (String name : words.subList(1, words.size())) {
            if (name.equals("EXIT")) {
                shell.exitTrap = words.getFirst();
                continue;
            }
            var signal = Signal.of(name);
            if (signal.isEmpty()) {
                shell.complain(name + ": invalid signal specification");
                return 1;
            }
            shell.traps.put(signal.get(), words.getFirst());
            shell.process.trap(signal.get());
        }
        return 0;
    }
}
