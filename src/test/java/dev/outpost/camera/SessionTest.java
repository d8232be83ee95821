package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final String WANTED =
            "401 No\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"1\", qop=\"auth\"\r\nContent-Length: 0";
    private static final String STALE = WANTED.replace("qop", "stale=true, qop");
    private static final String GOOD = "200 OK\r\nContent-Length: 0";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final Session session = new Session(Optional.of(new Login("viewer", Secret.of("moo"))));

    @Test
    void asksFirstWithoutALoginThenOnceWithIt() throws IOException {
        assertEquals(200, send(WANTED, GOOD));

        assertEquals(List.of(false, true), logins());
        assertEquals(Optional.empty(), session.refusal());
        assertEquals(200, send(GOOD));
        assertEquals(List.of(false, true, true), logins());
    }

    @Test
    void endsAtTheSecondRefusal() throws IOException {
        assertEquals(401, send(WANTED, WANTED, GOOD));

        assertEquals(List.of(false, true), logins());
        assertEquals(Optional.of(new LoginRefusal.Wrong(Optional.empty())), session.refusal());
    }

    @Test
    void isNotOfferedAgainWhereTheCameraChangesItsMind() throws IOException {
        send(WANTED, GOOD);

        assertEquals(401, send(WANTED, GOOD));

        assertEquals(List.of(false, true, true), logins());
        assertTrue(session.refusal().isPresent());
    }

    @Test
    void takesAFreshNonceForTheSameLogin() throws IOException {
        send(WANTED, GOOD);

        assertEquals(200, send(STALE, GOOD));

        assertEquals(List.of(false, true, true, true), logins());
        assertEquals(Optional.empty(), session.refusal());
    }

    @Test
    void offersNothingToACameraThatSaysItIsLocked() throws IOException {
        var body = "<userCheck><lockStatus>lock</lockStatus><unlockTime>99999</unlockTime></userCheck>";

        assertEquals(
                401, send(WANTED.replace("Length: 0", "Length: " + body.length() + "\r\n\r\n" + body + "\r\n"), GOOD));

        assertEquals(List.of(false), logins());
        assertEquals(Optional.of(LoginRefusal.LONGEST_LOCK), session.refusal().flatMap(LoginRefusal::lockedFor));
        assertEquals(Duration.ofHours(2), LoginRefusal.LONGEST_LOCK);
    }

    private int send(String... replies) throws IOException {
        answers.clear();
        answers.addAll(List.of(replies));
        return session.send("GET", "/", "", authorization -> {
                    asked.add(authorization);
                    var bytes = ("HTTP/1.1 " + answers.remove() + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
                    return Reply.read(new ByteArrayInputStream(bytes), false);
                })
                .status();
    }

    private List<Boolean> logins() {
        return asked.stream().map(line -> !line.isEmpty()).toList();
    }
}
