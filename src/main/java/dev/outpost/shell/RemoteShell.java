package dev.outpost.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Something that runs batches of scripts: a router or a relay. */
@FunctionalInterface
public interface RemoteShell {
    /**
     * Runs a batch in one exec channel.
     *
     * @param patience how long the whole batch may take
     * @return one answer for each script that ran; the batch stops behind the first that fails
     * @throws LinkException when the connection broke or the time was up
     */
    List<Answer> run(Batch batch, Duration patience) throws IOException;
}
