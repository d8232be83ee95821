package dev.outpost.bench.dongle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.Network.Registration;
import dev.outpost.dongle.ProbedPort.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where waiting is the point: the dongle's seconds pass ten times as fast, for it and for the program that waits. */
class DongleTimeTest {
    /** As far as the threads of a loaded machine allow: a pause of theirs counts so many times. */
    private static final int TIMES = 10;

    @ParameterizedTest
    @ValueSource(strings = {"nasty-silent", "nasty-slow", "nasty-noise", "nasty-booting"})
    void aPortThatNeverAnswersIsGivenUpWithinTwelveOfItsSeconds(String name) throws Exception {
        try (var dongle = SimulatedDongle.load(name, TIMES)) {
            var ports = new PacedPorts(dongle, TIMES);
            var started = ports.time().nanos();

            ports.probe(0);

            var took = Duration.ofNanos(ports.time().nanos() - started);
            assertTrue(took.compareTo(Duration.ofSeconds(12)) < 0, took.toString());
        }
    }

    @Test
    void aStickThatBootsForTwentySecondsIsSilentFirstAndAModemThen() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-booting", TIMES)) {
            var ports = new PacedPorts(dongle, TIMES);
            assertEquals(Role.SILENT, ports.probe(0).report().ports().getFirst().role());

            await().pollInterval(Duration.ofMillis(50))
                    .until(() -> ports.probe(0).report().ports().getFirst().role() == Role.AT);

            assertEquals(
                    Optional.of("E3372"), ports.probe(0).report().identity().model());
        }
    }

    @Test
    void registrationGoesFromSearchingToHome() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-twin", TIMES)) {
            var ports = new PacedPorts(dongle, TIMES);
            dongle.modem().operator().hasSignal(false);
            await().until(() -> registration(ports) == Registration.SEARCHING);

            dongle.modem().operator().hasSignal(true);

            await().until(() -> registration(ports) == Registration.HOME);
        }
    }

    private static Registration registration(PacedPorts ports) {
        return ports.probe(0).report().network().registration();
    }

    @Test
    void aDongleThatResetsWhileItIsAskedIsBackAfterEightOfItsSeconds() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-reset", TIMES)) {
            var ports = new PacedPorts(dongle, TIMES);
            var started = ports.time().nanos();
            await().until(() -> {
                ports.probe(0);
                return !dongle.isPresent() || dongle.busAddress() > 2;
            });

            await().pollInterval(Duration.ofMillis(2)).until(() -> dongle.busAddress() > 2);

            var away = Duration.ofNanos(ports.time().nanos() - started);
            assertTrue(away.compareTo(Duration.ofSeconds(8)) >= 0, away.toString());
            assertEquals(Role.AT, ports.probe(0).report().ports().getFirst().role());
        }
    }
}
