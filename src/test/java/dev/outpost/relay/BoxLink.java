package dev.outpost.relay;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Login;
import dev.outpost.shell.ProcessTalk;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.Stream;
import dev.outpost.shell.Talk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** A connection to the server of a box: what SSH would carry is carried by programs that run there. */
record BoxLink(RelayBox box) implements RemoteLink {
    /** A stream's two ends are named the other way round. */
    private record Dialled(Talk there) implements Stream {
        @Override
        public InputStream input() {
            return there.output();
        }

        @Override
        public OutputStream output() {
            return there.input();
        }

        @Override
        public void close() {
            there.close();
        }
    }

    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        return box.run(batch, patience);
    }

    @Override
    public Stream dial(String host, int port) throws IOException {
        return new Dialled(
                new ProcessTalk(box.starts(List.of("busybox", "nc", "-w", "5", host, Integer.toString(port)))));
    }

    @Override
    public Talk talk(Script script) throws IOException {
        return ProcessTalk.of(script, words -> box.starts(List.of("sh", "-c", words)));
    }

    @Override
    public String hostKey() {
        return "SHA256:none";
    }

    @Override
    public Login login() {
        return Login.NONE;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // the box is closed by its owner
    }
}
