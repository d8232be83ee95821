package dev.outpost.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** This computer as a host that was logged in to. */
public final class LocalLink implements RemoteLink {
    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        return new LocalShell().run(batch, patience);
    }

    @Override
    public Talk talk(Script script) throws IOException {
        return ProcessTalk.of(script, words -> new ProcessBuilder("/bin/sh", "-c", words).start());
    }

    @Override
    public Stream dial(String host, int port) throws IOException {
        throw new LinkException(LinkException.Reason.REFUSED, "nobody dials from here", null);
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
        // nothing is open
    }
}
