package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FullFlashTest {
    @Test
    void commitOnAFullOverlayEmptiesTheFileAndExitsZero_3() throws Exception {
        try (var bench = new RouterBench()) {
            bench.start();
            bench.router().hasFreeFlash(0);

            var commit =
                    bench.run("uci set network.lan.x=1; uci commit network; echo rc=$?; wc -c /etc/config/network");

            assertEquals("rc=0\n0 /etc/config/network\n", commit.out());
        }
    }
}
