package dev.outpost.bench.host;

import java.util.ArrayList;
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
        var targets = new ArrayList<>(words);
        var signal = Optional.of(Signal.TERM);
        if (!targets.isEmpty() && targets.getFirst().startsWith("-")) {
            String name = targets.removeFirst().substring(1);
            signal = Signal.of(name); // none: -0, which only asks
            if (signal.isEmpty() && !name.equals("0")) {
                shell.fds.err().println(shell.arg0 + ": bad signal name '" + name + "'");
                return 1;
            }
        }
        if (targets.isEmpty()) {
            shell.fds.err().println(shell.arg0 + ": you need to specify whom to kill");
            return 1;
        }
        int status = 0;
        for (String target : targets) {
            status = send(target, signal) ? status : 1;
        }
        shell.process.check();
        return status;
    }

    private boolean send(String target, Optional<Signal> signal) {
        if (!target.matches("-?\\d{1,9}")) {
            shell.fds.err().println(shell.arg0 + ": invalid number '" + target + "'");
            return false;
        }
        int pid = Integer.parseInt(target);
        var processes = shell.machine.processes();
        boolean sent = signal.isEmpty() ? processes.find(pid).isPresent() : processes.kill(pid, signal.get());
        if (!sent) {
            shell.fds.err().println(shell.arg0 + ": can't kill pid " + target + ": No such process");
        }
        return sent;
    }

    /** An action for signals and EXIT; {@code -} takes it away, an empty one ignores the signal. */
    private int trap(List<String> words) {
        String action = words.getFirst();
        boolean reset = action.equals("-");
        for (String name : words.subList(1, words.size())) {
            var signal = Signal.of(name);
            if (name.equals("EXIT")) {
                shell.exitTrap = reset ? "" : action;
            } else if (signal.isEmpty()) {
                shell.complain(name + ": invalid signal specification");
                return 1;
            } else if (reset) {
                shell.traps.remove(signal.get());
                shell.process.byDefault(signal.get());
            } else {
                shell.traps.put(signal.get(), action);
                if (action.isEmpty()) {
                    shell.process.ignore(signal.get());
                } else {
                    shell.process.trap(signal.get());
                }
            }
        }
        return 0;
    }
}
