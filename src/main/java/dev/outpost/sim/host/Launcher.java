package dev.outpost.sim.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the file of a command and runs what it is: a program, or a script with its interpreter. */
final class Launcher {
    private final Machine machine;

    Launcher(Machine machine) {
        this.machine = machine;
    }

    int run(Call caller, List<String> command) throws InterruptedException {
        return machine.processes().inForeground(caller.process(), command, self -> image(caller, self, command));
    }

    int script(Call caller, String text, List<String> nameAndWords) throws InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", text));
        command.addAll(nameAndWords);
        return machine.processes().inForeground(caller.process(), command, self -> shell(as(caller, self, command)));
    }

    SimProcess start(Call caller, List<String> command) {
        return machine.processes().start(Optional.of(caller.process()), command, self -> image(caller, self, command));
    }

    private static Call as(Call caller, SimProcess self, List<String> command) {
        return new Call(
                caller.machine(), self, command, caller.env(), caller.cwd(), caller.in(), caller.out(), caller.err());
    }

    private int image(Call caller, SimProcess self, List<String> command) throws InterruptedException {
        var call = as(caller, self, command);
        var program = which(caller, command.getFirst()).flatMap(machine.programs()::at);
        if (program.isEmpty()) {
            caller.err().println("ash: " + command.getFirst() + ": not found");
            return 127;
        }
        try {
            return program.get().run(call);
        } catch (IOException failure) {
            return call.fail(FileError.words(failure));
        }
    }

    private Optional<String> which(Call caller, String name) {
        if (name.contains("/")) {
            return Optional.of(caller.path(name));
        }
        return Arrays.stream(caller.env()
                        .get("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
                        .split(":"))
                .map(folder -> folder + "/" + name)
                .filter(machine.files()::exists)
                .findFirst();
    }

    /** Runs {@code sh} with its words. */
    int shell(Call call) throws InterruptedException {
        return image(
                call, call.process(), Arrays.asList(call.args().get(2).trim().split("\\s+")));
    }
}
