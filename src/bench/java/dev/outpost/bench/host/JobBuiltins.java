package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builtins about processes: wait, kill, trap, jobs. */
final class JobBuiltins {
    private final Interpreter interpreter;
    private final Shell shell;

    JobBuiltins(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
    }

    void addTo(Map<String, Builtins.Builtin> all) {
        all.put("wait", this::await);
        all.put("kill", this::kill);
        all.put("trap", this::trap);
        all.put("jobs", words -> 0);
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
            var job = job(word);
            status = job.isEmpty() ? 127 : job.get().await();
            job.flatMap(SimProcess::killer).ifPresent(this::obituary);
        }
        return status;
    }

    private void obituary(Signal signal) {
        String words = SimpleCommands.obituary(128 + signal.number());
        if (!words.isEmpty()) {
            shell.fds.err().println(words);
        }
    }

    private Optional<SimProcess> job(String word) {
        if (word.startsWith("%")) {
            int index = word.matches("%\\d{1,6}") ? Integer.parseInt(word.substring(1)) : shell.jobs.size();
            return index >= 1 && index <= shell.jobs.size() ? Optional.of(shell.jobs.get(index - 1)) : Optional.empty();
        }
        return shell.jobs.stream()
                .filter(job -> String.valueOf(job.pid()).equals(word))
                .findFirst();
    }

    private int kill(List<String> words) {
        var targets = new ArrayList<>(words);
        var signal = Optional.of(Signal.TERM);
        boolean onlyAsks = false;
        if (!targets.isEmpty() && targets.getFirst().equals("-l")) {
            return list();
        }
        if (!targets.isEmpty() && targets.getFirst().equals("-s") && targets.size() > 1) {
            targets.removeFirst();
            targets.set(0, "-" + targets.getFirst());
        }
        if (!targets.isEmpty()
                && targets.getFirst().startsWith("-")
                && !targets.getFirst().equals("--")) {
            String name = targets.removeFirst().substring(1);
            onlyAsks = name.equals("0");
            signal = Signal.of(name);
            if (signal.isEmpty() && !onlyAsks) {
                shell.fds.err().println(shell.arg0 + ": bad signal name '" + name + "'");
                return 1;
            }
        }
        targets.remove("--");
        if (targets.isEmpty()) {
            shell.fds.err().println(shell.arg0 + ": you need to specify whom to kill");
            return 1;
        }
        int status = 0;
        for (String target : targets) {
            status = send(target, signal, onlyAsks) ? status : 1;
        }
        shell.process.check();
        return status;
    }

    private int list() {
        for (var signal : Signal.values()) {
            shell.fds.out().printf("%2d) %s%n", signal.number(), signal);
        }
        return 0;
    }

    private boolean send(String target, Optional<Signal> signal, boolean onlyAsks) {
        var job = target.startsWith("%") ? job(target) : Optional.<SimProcess>empty();
        if (job.isEmpty() && !target.matches("-?\\d{1,9}")) {
            shell.fds.err().println(shell.arg0 + ": invalid number '" + target + "'");
            return false;
        }
        int pid = job.isPresent() ? job.get().pid() : Integer.parseInt(target);
        var processes = shell.machine.processes();
        boolean sent =
                (onlyAsks || signal.isEmpty()) ? processes.find(pid).isPresent() : processes.kill(pid, signal.get());
        if (!sent) {
            shell.fds.err().println(shell.arg0 + ": can't kill pid " + target + ": No such process");
        }
        return sent;
    }

    private int trap(List<String> words) {
        if (words.isEmpty()) {
            print();
            return 0;
        }
        boolean reset = words.getFirst().equals("-") || (words.size() == 1 && isSignal(words.getFirst()));
        var names = words.size() == 1 && reset ? words : words.subList(1, words.size());
        for (String name : names) {
            if (name.equals("EXIT") || name.equals("0")) {
                shell.exitTrap = reset ? "" : words.getFirst();
            } else if (!set(name, reset, words.getFirst())) {
                shell.complain(name + ": invalid signal specification");
                return 1;
            }
        }
        return 0;
    }

    private static boolean isSignal(String name) {
        return Signal.of(name).isPresent() || name.equals("EXIT") || name.equals("0");
    }

    private boolean set(String name, boolean reset, String action) {
        var signal = Signal.of(name);
        if (signal.isPresent() && reset) {
            shell.traps.remove(signal.get());
            shell.process.byDefault(signal.get());
        } else {
            signal.ifPresent(one -> interpreter.defineTrap(one, action));
        }
        return signal.isPresent();
    }

    private void print() {
        if (!shell.exitTrap.isEmpty()) {
            shell.fds.out().println("trap -- '" + shell.exitTrap.replace("'", "'\\''") + "' EXIT");
        }
        shell.traps.forEach((signal, action) ->
                shell.fds.out().println("trap -- '" + action.replace("'", "'\\''") + "' " + signal));
    }
}
