package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPort;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Generated dialogues with modems that lose answers, lie, reset and babble; time is a number, so ten thousand take seconds. */
class SimDialoguesTest {
    private static final int DIALOGUES = 10_000;

    @Test
    void noPinIsEverSentAndTheLowestCounterCounts() {
        for (int seed = 0; seed < DIALOGUES; seed++) {
            var modem = new RandomModem(new Random(seed));
            var target = new Target(Optional.empty(), List.of(modem.port()), Optional.empty(), Set.of());

            var result = new PortSession(
                            target,
                            modem.port(),
                            modem,
                            new Prober.Election(Optional.empty(), Ticker.REAL),
                            modem::nanos,
                            PortSession.BUDGET)
                    .run();
            var sim = SimCard.of(result);

            assertNotNull(result.port().role());
            assertTrue(modem.nanos() <= Duration.ofSeconds(10).toNanos(), "seed " + seed + " took " + modem.nanos());
            modem.sent.forEach(line -> assertTrue(!line.contains("CPIN=") && !line.contains("CPWD"), line));
            assertEquals(modem.lowestTold, sim.pinTriesLeft().orElse(RandomModem.NOBODY_SAID), "seed " + seed);
        }
    }

    /** Answers by chance. */
    private static final class RandomModem implements AtPort {
        static final int NOBODY_SAID = 99;

        final List<String> sent = new ArrayList<>();
        int lowestTold = NOBODY_SAID;
        private final Random random;
        private final Queue<byte[]> coming = new ArrayDeque<>();
        private long now;
        private boolean gone;

        RandomModem(Random random) {
            this.random = random;
        }

        Target.Port port() {
            return new Target.Port(name(), Optional.empty());
        }

        long nanos() {
            return now;
        }

        @Override
        public String name() {
            return "random";
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            var command = new String(bytes, StandardCharsets.US_ASCII).strip();
            sent.add(command);
            switch (random.nextInt(40)) {
                case 0 -> gone = true;
                case 1 -> {}
                case 2 -> says("\r\n^RSSI:15\r\n\r\nERROR\r\n");
                case 3 -> says("\r\n+CME ERROR: " + random.nextInt(20) + "\r\n");
                default -> says(answer(command));
            }
            if (gone) {
                throw new IOException("random is gone");
            }
        }

        private String answer(String command) {
            return switch (command) {
                case "AT+CGMI" -> data("huawei");
                case "AT+CPIN?" -> data("+CPIN: " + (random.nextBoolean() ? "SIM PIN" : "READY"));
                case "AT^CPIN?" -> {
                    var left = random.nextInt(4);
                    lowestTold = Math.min(lowestTold, left);
                    yield data("^CPIN: SIM PIN,1,10," + left + ",10,3");
                }
                case "AT+CSIM=10,\"0020000100\"" -> {
                    var left = random.nextInt(4);
                    lowestTold = Math.min(lowestTold, left);
                    yield data("+CSIM: 4,\"63C" + left + "\"");
                }
                case "AT", "ATE0", "AT+CMEE=1", "AT^CURC=0" -> "\r\nOK\r\n";
                default ->
                    random.nextBoolean() ? data(command.substring(2).replace("?", "") + ": 1,2,3") : "\r\nERROR\r\n";
            };
        }

        private String data(String line) {
            return "\r\n" + line + (random.nextBoolean() ? "\r\n\r\nOK\r\n" : "\r\nOK\r\n");
        }

        /** In chunks cut anywhere. */
        private void says(String text) {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            int at = 0;
            while (at < bytes.length) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
                coming.add(Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
        }

        @Override
        public byte[] read(Duration wait) throws IOException {
            if (gone) {
                throw new IOException("random is gone");
            }
            var next = coming.poll();
            now += next == null ? Math.max(1_000, wait.toNanos()) : 100_000;
            return next == null ? new byte[0] : next;
        }

        @Override
        public void close() {
            gone = true;
        }
    }
}
