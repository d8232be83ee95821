package dev.outpost.bench.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShellTest {
    private final Machine machine = new Machine("bench", new SimClock(10, Instant.parse("2024-01-01T00:00:00Z")));

    @Test
    void runsOneThingAfterTheOther() throws Exception {
        assertEquals(
                "a\nb c\n3\n",
                machine.run("echo a; x='b c'; echo \"$x\"; echo $((1+2))").out());
    }

    @Test
    void saysNotFoundAsAshDoes() throws Exception {
        var outcome = machine.run("nosuch");

        assertEquals(127, outcome.status());
        assertEquals("ash: nosuch: not found\n", outcome.err());
    }
}
