package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.ProbedPort.Role;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeProblemsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "/dev/tty9 ~ LOST ~ there is no port /dev/tty9 ~ there is no port /dev/tty9 ~ ls /dev/ttyUSB*",
                "/dev/tty9 ~ UNKNOWN ~ no permission for /dev/tty9 ~ no permission for /dev/tty9 ~ --install-udev-rules",
                "/dev/tty9 ~ LOST ~ /dev/tty9 is gone: unplugged ~ /dev/tty9 is gone: unplugged ~ plug it in",
                "tcp:10.0.0.1:9 ~ LOST ~ nobody listens at 10.0.0.1:9 ~ nobody listens at 10.0.0.1:9 ~ host and port",
                "/dev/null ~ UNKNOWN ~ it cannot be opened (error 25) ~ /dev/null: it cannot be opened (error 25) ~ ls /dev"
            })
    void eachCauseHasItsOwnCure(String path, Role role, String evidence, String what, String next) {
        var problem = ProbeProblems.unusable(new ProbedPort(path, Optional.empty(), role, evidence));

        assertEquals(what, problem.what());
        assertTrue(problem.next().contains(next), problem.next());
    }
}
