package dev.outpost.shell;

import dev.outpost.bench.host.Machine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs batches on a machine of the bench, past its network: for what happens there while a run is busy. */
public record MachineShell(Machine machine) implements RemoteShell {
    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        var framing = new Framing(batch);
        var said = new ByteArrayOutputStream();
        try {
            machine.exec(
                    framing.commandLine(),
                    Map.of(),
                    new ByteArrayInputStream(framing.stdin()),
                    said,
                    new ByteArrayOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(batch.toString());
        }
        return framing.parse(said.toByteArray());
    }
}
