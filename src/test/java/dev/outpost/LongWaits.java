package dev.outpost;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test waits for comes, however busy the computer is, and is seen though it goes again; only what never comes ends by time. */
public final class LongWaits implements BeforeAllCallback {
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(NEVER);
        Awaitility.setDefaultPollInterval(OFTEN);
    }
}
