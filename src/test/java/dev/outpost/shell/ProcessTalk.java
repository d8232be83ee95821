package dev.outpost.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A program of this computer's and its streams. */
public record ProcessTalk(Process process) implements Talk {
    /** Starts a program, such as {@code sh -c}, with these words behind it. */
    @FunctionalInterface
    public interface Shell {
        Process starts(String words) throws IOException;
    }

    /** The script as a remote host's shell gets it, by this one. */
    public static Talk of(Script script, Shell shell) throws IOException {
        var program = script.render().getBytes(StandardCharsets.UTF_8);
        var talk = new ProcessTalk(shell.starts(Framing.loader(program.length)));
        talk.input().write(program);
        talk.input().flush();
        return talk;
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public InputStream errors() {
        return process.getErrorStream();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
