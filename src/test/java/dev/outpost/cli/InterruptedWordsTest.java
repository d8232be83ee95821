package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterruptedWordsTest {
    @Test
    void sayThatTheRouterGoesBackAndWhen() {
        var said = Main.interruptedWords(Optional.of(Duration.ofMillis(173_900)));

        assertTrue(said.contains("by itself in at most 173 s"), said);
    }

    @Test
    void sayNothingOfARouterThatNobodyChanges() {
        assertEquals("interrupted; the same command goes on from here", Main.interruptedWords(Optional.empty()));
    }
}
