package dev.outpost.camera;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks once without a name and, when the camera wants one, once more with it: never a third time. */
final class Session {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<Login> login;
    private @Nullable Authorization authorization;
    private int count;
    private boolean offered;

    Session(Optional<Login> login) {
        this.login = login;
    }

    /** One way to send a request, with the header line of its authorization or an empty text. */
    interface Ask {
        Reply with(String authorization) throws IOException;
    }

    /**
     * Sends a request, and answers the challenge.
     *
     * @param method {@code GET}: like the address, it is part of the authorization
     */
    Reply send(String method, String uri, Ask ask) throws IOException {
        var reply = ask.with(line(method, uri));
        if (reply.status() != 401 || login.isEmpty()) {
            return reply;
        }
        var challenge = Challenge.strongest(reply.all("WWW-Authenticate"));
        if (challenge.isEmpty() || (offered && !challenge.get().isStale())) {
            return reply;
        }
        authorization = new Authorization(challenge.get(), login.get(), fresh());
        count = 0;
        offered = true;
        return ask.with(line(method, uri));
    }

    private String line(String method, String uri) {
        if (authorization == null) {
            return "";
        }
        count++;
        return "Authorization: " + authorization.header(method, uri, count) + "\r\n";
    }

    private static String fresh() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
