package dev.outpost.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * One run of a program.
 *
 * @param args the words of the command line; the first is the name
 * @param cwd absolute path of the working folder
 * @param in the standard input; nothing may be read ahead that is not used
 */
public record Call(
        Machine machine,
        SimProcess process,
        List<String> args,
        Map<String, String> env,
        String cwd,
        InputStream in,
        Output out,
        Output err) {
    public Call {
        args = List.copyOf(args);
        env = Map.copyOf(env);
    }

    /** The name as it was called, without folders. */
    public String name() {
        String first = args.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    public List<String> words() {
        return args.subList(1, args.size());
    }

    public FileSystem files() {
        return machine.files();
    }

    /** A path as seen from the working folder. */
    public String path(String relative) {
        return path(cwd, relative);
    }

    static String path(String cwd, String relative) {
        if (relative.isEmpty() || relative.startsWith("/")) {
            return relative;
        }
        return cwd.equals("/") ? "/" + relative : cwd + "/" + relative;
    }

    /** Opens a file for writing, truncated, with the mode that the process gives to new files. */
    public OutputStream create(String relative) throws IOException {
        return files().openWrite(path(relative), false, 0666 & ~process.umask());
    }

    public void say(Object line) {
        out.println(line);
    }

    /** Prints an error in a program's own words; returns the status. */
    public int refuse(int status, String message) {
        err.println(message);
        return status;
    }

    /** Prints an error behind the program's name; returns status 1. */
    public int fail(String message) {
        err.println(name() + ": " + message);
        return 1;
    }

    Call in(SimProcess child, List<String> words) {
        return new Call(machine, child, words, env, cwd, in, out, err);
    }

    public Call with(List<String> words) {
        return new Call(machine, process, words, env, cwd, in, out, err);
    }

    public Call with(InputStream input, Output output, Output errors) {
        return new Call(machine, process, args, env, cwd, input, output, errors);
    }

    public Call with(Map<String, String> environment) {
        return new Call(machine, process, args, environment, cwd, in, out, err);
    }

    /** Runs a command as a child in the foreground, found by PATH, with the same streams; returns its status. */
    public int run(List<String> command) throws InterruptedException {
        return machine.launcher().run(this, command, false);
    }

    /** exec(2): this process becomes the command; returns its status, for the caller to return. */
    public int become(List<String> command) throws InterruptedException {
        return machine.launcher().run(this, command, true);
    }
}
