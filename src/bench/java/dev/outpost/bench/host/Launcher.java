package dev.outpost.bench.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the file of a command and runs what it is: a program, or a script by its interpreter. */
final class Launcher {
    private static final int MOST_INTERPRETERS = 5;
    private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final Machine machine;
    private final ShellProgram shell = new ShellProgram();

    Launcher(Machine machine) {
        this.machine = machine;
    }

    /** A command that could not be started: 127 when there is none, 126 when it may not run. */
    static final class NotRunnable extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        NotRunnable(int status, String words) {
            super(words, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** What will run, with the words it gets. */
    private record Image(Program program, List<String> words) {}

    /** Runs a command as a child in the foreground; a command that is not there is told in the caller's words. */
    int run(Call caller, List<String> command) throws InterruptedException {
        try {
            return foreground(caller, command);
        } catch (NotRunnable missing) {
            return told(caller, command, missing);
        }
    }

    int foreground(Call caller, List<String> command) throws NotRunnable, InterruptedException {
        var image = resolve(caller, command);
        return machine.processes()
                .inForeground(caller.process(), command, self -> launch(image, caller.in(self, image.words())));
    }

    /** exec(2): the caller's own process becomes the command. */
    int replace(Call caller, List<String> command) throws NotRunnable, InterruptedException {
        var image = resolve(caller, command);
        caller.process().becomes(command);
        return launch(image, caller.in(caller.process(), image.words()));
    }

    int become(Call caller, List<String> command) throws InterruptedException {
        try {
            return replace(caller, command);
        } catch (NotRunnable missing) {
            return told(caller, command, missing);
        }
    }

    private static int told(Call caller, List<String> command, NotRunnable missing) {
        String words = missing.status() == 127 ? Errno.ENOENT.words() : missing.getMessage();
        caller.err().println(caller.name() + ": can't execute '" + command.getFirst() + "': " + words);
        return missing.status();
    }

    int script(Call caller, String text, List<String> nameAndWords) throws InterruptedException {
        var command = new ArrayList<>(List.of("sh", "-c", text));
        command.addAll(nameAndWords);
        return machine.processes().inForeground(caller.process(), command, self -> shell.run(caller.in(self, command)));
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
            status = call.fail("the simulated program broke: " + broken + " at " + place(broken));
        }
        call.out().flush();
        var unwritten = call.out().failure();
        if (unwritten.isPresent()) {
            call.out().forgive();
            return call.fail("write error: " + unwritten.get());
        }
        return status;
    }

    private static String place(RuntimeException broken) {
        var frames = broken.getStackTrace();
        return frames.length == 0
                ? "?"
                : List.of(frames).subList(0, Math.min(4, frames.length)).toString();
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

    private Image resolve(Call caller, List<String> command) throws NotRunnable {
        String path = which(caller, command.getFirst()).orElseThrow(() -> new NotRunnable(127, "not found"));
        return resolve(caller, path, command, 0);
    }

    private Image resolve(Call caller, String path, List<String> words, int depth) throws NotRunnable {
        var stat = machine.files().stat(path).orElseThrow(() -> new NotRunnable(127, "not found"));
        if (stat.isFolder() || !stat.isExecutable()) {
            throw new NotRunnable(126, "Permission denied");
        }
        var program = machine.programs().at(path);
        if (program.isPresent()) {
            return new Image(program.get(), words);
        }
        String first = firstLine(path);
        if (!first.startsWith("#!") || depth > MOST_INTERPRETERS) {
            return new Image(shell, with(List.of("ash"), path, words));
        }
        var interpreter = List.of(first.substring(2).strip().split("\\s+", 2));
        return resolve(caller, interpreter.getFirst(), with(interpreter, path, words), depth + 1);
    }

    private static List<String> with(List<String> interpreter, String path, List<String> words) {
        var all = new ArrayList<>(interpreter);
        all.add(words.getFirst().contains("/") ? words.getFirst() : path);
        all.addAll(words.subList(1, words.size()));
        return all;
    }

    private String firstLine(String path) throws NotRunnable {
        try {
            String text = machine.files().text(path);
            int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        } catch (IOException unreadable) {
            throw new NotRunnable(126, "Permission denied");
        }
    }
}
