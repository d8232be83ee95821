package dev.outpost.shell;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that could not be made, or broke. */
public final class LinkException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** Nothing answers there. */
        SILENT,
        /** A host answers, the port is closed. */
        REFUSED,
        /** It answers, but does not speak SSH as we need it. */
        NOT_SSH,
        /** It showed another key than the pinned one. */
        HOST_KEY_CHANGED,
        /** None of the credentials was taken. */
        LOGIN_REFUSED,
        /** The connection broke while in use. */
        LOST,
        /** The remote side was still busy when the time was up. */
        TIMED_OUT
    }

    private final Reason reason;
    private final @Nullable String hostKey;

    public LinkException(Reason reason, String message, @Nullable String hostKey, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.hostKey = hostKey;
    }

    public LinkException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, null, cause);
    }

    public Reason reason() {
        return reason;
    }

    /** The key the host showed, if it came that far. */
    public Optional<String> hostKey() {
        return Optional.ofNullable(hostKey);
    }
}
