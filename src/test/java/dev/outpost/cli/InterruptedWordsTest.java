package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterruptedWordsTest {
    private static final Optional<Duration> ARMED = Optional.of(Duration.ofMillis(173_900));

    @Test
    void sayThatTheRouterGoesBackAndWhen() {
        var said = Main.interruptedWords(ARMED, 1, true);

        assertTrue(said.contains("the router puts its old configuration back by itself in at most 173 s"), said);
    }

    @Test
    void sayHowManyRoutersGoBack() {
        var said = Main.interruptedWords(ARMED, 3, false);

        assertTrue(said.contains("3 routers put their old configuration back by themselves in at most 173 s"), said);
    }

    @Test
    void sayThatTheRouterKeepsWhatWasConfirmed() {
        assertEquals(
                "interrupted after the guard was confirmed: the router keeps what it was given; the same command goes on from here",
                Main.interruptedWords(Optional.empty(), 0, true));
    }

    @Test
    void sayThatNoRouterWasChanged() {
        assertEquals(
                "interrupted, and no router was changed; the same command goes on from here",
                Main.interruptedWords(Optional.empty(), 0, false));
    }
}
