package dev.outpost.bench.host;

/** What a shell does when a signal arrives, and at its end. */
final class Traps {
    private final Interpreter interpreter;
    private final Shell shell;

    Traps(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
    }

    /** Runs what was trapped since the last command. */
    void runPending() throws InterruptedException {
        var signal = shell.process.nextTrapped();
        while (signal != null) {
            String action = shell.traps.get(signal);
            if (action != null) {
                quietly(action);
            }
            signal = shell.process.nextTrapped();
        }
    }

    /** The trap does not change the status that the script sees. */
    private void quietly(String action) throws InterruptedException {
        int status = shell.status;
        interpreter.text(action);
        shell.status = status;
    }

    /** The EXIT trap; returns the final status. */
    int atExit() throws InterruptedException {
        String action = shell.exitTrap;
        shell.exitTrap = "";
        if (action.isEmpty()) {
            return shell.status;
        }
        try {
            quietly(action);
            return shell.status;
        } catch (Jump.Exit exit) {
            return exit.status();
        }
    }

    void set(Signal signal, String action) {
        shell.traps.put(signal, action);
        if (action.isEmpty()) {
            shell.process.ignore(signal);
        } else {
            shell.process.trap(signal);
        }
    }
}
