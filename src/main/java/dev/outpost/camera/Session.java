package dev.outpost.camera;

import dev.outpost.camera.Authorization.Challenge;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks once without a name and, when the camera wants one, once more with it: never a third time. */
final class Session {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CHALLENGE = "WWW-Authenticate";

    private final Optional<Login> login;
    private @Nullable Authorization authorization;
    private int count;
    private boolean offered;
    private Optional<LoginRefusal> refusal = Optional.empty();

    Session(Optional<Login> login) {
        this.login = login;
    }

    /** One way to send a request, with the header line of its authorization or an empty text. */
    interface Ask {
        Reply with(String authorization) throws IOException;
    }

    /**
     * Sends a request, and answers the challenge where it can be answered; else nothing of the login leaves this computer.
     *
     * @param method {@code GET}: like the address, it is part of the authorization
     * @param body of the request, which a camera may want signed too
     */
    Reply send(String method, String uri, String body, Ask ask) throws IOException {
        var reply = ask.with(line(method, uri, body));
        if (reply.status() != 401) {
            return reply;
        }
        var challenge = Challenge.strongest(reply.all(CHALLENGE));
        refusal = refusal(reply, challenge);
        if (refusal.isPresent()) {
            return reply;
        }
        authorization = new Authorization(challenge.orElseThrow(), login.orElseThrow(), fresh());
        count = 0;
        offered = true;
        var answer = ask.with(line(method, uri, body));
        refusal = answer.status() == 401 ? Optional.of(LoginRefusal.after(answer)) : Optional.empty();
        return answer;
    }

    /** Why the last request was refused, where that was the login's fault. */
    Optional<LoginRefusal> refusal() {
        return refusal;
    }

    /** Whether the camera was offered the login. */
    boolean hasOffered() {
        return offered;
    }

    private Optional<LoginRefusal> refusal(Reply reply, Optional<Challenge> challenge) {
        if (offered && challenge.filter(Challenge::isStale).isEmpty()) {
            return Optional.of(LoginRefusal.after(reply));
        }
        return LoginRefusal.lock(reply).or(() -> {
            if (login.isEmpty()) {
                return Optional.of(new LoginRefusal.Missing());
            }
            if (challenge.isEmpty()) {
                return Optional.of(new LoginRefusal.Unknown(kinds(reply.all(CHALLENGE))));
            }
            return challenge.get().isReadable() && !login.get().mayBeRead()
                    ? Optional.of(new LoginRefusal.ReadableOnly())
                    : Optional.empty();
        });
    }

    /** "digest SHA-512-256, negotiate": what was offered, without its values. */
    private static String kinds(List<String> challenges) {
        return challenges.isEmpty()
                ? "it does not say which"
                : challenges.stream()
                        .limit(4)
                        .map(line -> Challenge.parse(line).words())
                        .collect(Collectors.joining(", "));
    }

    /** The header line of a request's authorization, or an empty text. */
    String line(String method, String uri, String body) {
        if (authorization == null) {
            return "";
        }
        count++;
        return "Authorization: " + authorization.header(method, uri, body, count) + "\r\n";
    }

    private static String fresh() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
