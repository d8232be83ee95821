package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SystemVantageTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException("Connect timed out"), Dial.Silent.class),
                Arguments.of(new ConnectException("Connection refused"), Dial.Refused.class),
                Arguments.of(new NoRouteToHostException("No route to host"), Dial.Unreachable.class),
                Arguments.of(new ConnectException("Network is unreachable"), Dial.NoRoute.class),
                Arguments.of(new SocketException("Network is unreachable"), Dial.NoRoute.class),
                Arguments.of(new ConnectException("Host is down"), Dial.Unreachable.class));
    }

    /** What the system says of a call that did not come off: only the computer's own missing route is nobody else's doing. */
    @ParameterizedTest
    @MethodSource("failures")
    void namesTheHop(IOException failed, Class<? extends Dial> expected) {
        assertEquals(
                expected, SystemVantage.answer(failed, Duration.ofMillis(5)).getClass());
    }
}
