package dev.outpost.bench.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the file of a command and runs what it is: a program, or a script by its interpreter. */
final class Launcher {
    private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final Machine machine;
    private final ShellProgram shell = new ShellProgram();

    Launcher(Machine machine) {
        this.machine = machine;
    }

    /** What will run, with the words it gets. */
    private record Image(Program program, List<String> words) {}

    /** @throws FileError when the command could not be started */
    int foreground(Call caller, List<String> command) throws FileError, InterruptedException {
        var image = resolve(caller, command);
        return machine.processes()
                .inForeground(caller.process(), command, self -> launch(image, caller.in(self, image.words())));
    }

    /** exec(2): the caller's own process becomes the command. */
    int replace(Call caller, List<String> command) throws FileError, InterruptedException {
        var image = resolve(caller, command);
        caller.process().becomes(command);
        return launch(image, caller.in(caller.process(), image.words()));
    }

    /** Runs a command as a child in the foreground, or in the place of the caller; one that is not there is told in the caller's words. */
    int run(Call caller, List<String> command, boolean inPlace) throws InterruptedException {
        try {
            return inPlace ? replace(caller, command) : foreground(caller, command);
        } catch (FileError missing) {
            caller.err().println(caller.name() + ": can't execute '" + command.getFirst() + "': " + missing.words());
            return status(missing);
        }
    }

    /** 127 where there is no such command, 126 where it may not run. */
    static int status(FileError missing) {
        return missing.isMissing() ? 127 : 126;
    }

    /** Runs {@code sh} with its words. */
    int shell(Call call) throws InterruptedException, IOException {
        return shell.run(call);
    }

    private static int launch(Image image, Call call) throws InterruptedException {
        int status;
        try {
            status = image.program().run(call);
        } catch (IOException failure) {
            status = call.fail(FileError.words(failure));
        } catch (Killed | Jump passing) {
            throw passing;
        } catch (RuntimeException broken) {
            status = call.fail("the simulated program broke: " + broken + " at "
                    + Arrays.stream(broken.getStackTrace()).limit(4).toList());
        }
        call.out().flush();
        var unwritten = call.out().failure();
        if (unwritten.isPresent()) {
            call.out().forgive();
            return call.fail("write error: " + unwritten.get());
        }
        return status;
    }

    /** The path of a command: as given if it has a slash, else the first of PATH. */
    Optional<String> which(Call caller, String name) {
        if (name.contains("/")) {
            return Optional.of(caller.path(name));
        }
        for (String folder : caller.env().getOrDefault("PATH", USUAL_PATH).split(":")) {
            String path = folder + "/" + name;
            if (machine.files().stat(path).filter(FileStat::isFile).isPresent()) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private Image resolve(Call caller, List<String> command) throws FileError {
        String path =
                which(caller, command.getFirst()).orElseThrow(() -> new FileError(Errno.ENOENT, command.getFirst()));
        var stat = machine.files().stat(path).orElseThrow(() -> new FileError(Errno.ENOENT, path));
        if (stat.isFolder() || !stat.isExecutable()) {
            throw new FileError(Errno.EACCES, path);
        }
        var program = machine.programs().at(path);
        if (program.isPresent()) {
            return new Image(program.get(), command);
        }
        String first = firstLine(path);
        if (!first.startsWith("#!")) {
            return new Image(shell, with(List.of("ash"), path, command));
        }
        var interpreter = List.of(first.substring(2).strip().split("\\s+", 2));
        return resolve(caller, with(interpreter, path, command));
    }

    private static List<String> with(List<String> interpreter, String path, List<String> words) {
        var all = new ArrayList<>(interpreter);
        all.add(words.getFirst().contains("/") ? words.getFirst() : path);
        all.addAll(words.subList(1, words.size()));
        return all;
    }

    private String firstLine(String path) throws FileError {
        try {
            return machine.files().text(path).split("\n", 2)[0];
        } catch (IOException unreadable) {
            throw new FileError(Errno.EACCES, path);
        }
    }
}
