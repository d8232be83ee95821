package dev.outpost;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test waits for comes, however busy the computer is; only what never comes ends by time. */
public final class LongWaits implements BeforeAllCallback {
    private static final Duration NEVER = Duration.ofMinutes(5);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(NEVER);
    }
}
