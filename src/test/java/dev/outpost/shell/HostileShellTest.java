package dev.outpost.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.uci.UciChange;
import dev.outpost.uci.UciTokens;
import dev.outpost.uci.UciWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile values on the way out, through a real BusyBox ash: they stay what they are, and nothing of them is executed. */
class HostileShellTest {
    private final LocalShell ash = new LocalShell("busybox", "ash");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyValueReachesAshLiterallyAndNothingIsExecuted() throws IOException {
        var canary = folder.resolve("canary");
        var values = new ArrayList<>(HostileValues.all());
        values.addAll(HostileValues.executing(canary.toString()));
        assertTrue(values.size() >= 200);

        for (var start = 0; start < values.size(); start += 50) {
            var part = values.subList(start, Math.min(start + 50, values.size()));
            var scripts = part.stream()
                    .map(value -> Script.of(
                                    "print", "printf '%s' \"$V\"; [ -n \"$V\" ] && cat <<END >/dev/null\n$V\nEND\ntrue")
                            .with("V", value))
                    .toList();

            var answers = ash.run(Batch.of(scripts), LocalShell.PATIENCE);

            assertEquals(part, answers.stream().map(Answer::stdout).toList());
        }
        assertFalse(Files.exists(canary));
    }

    /** facts/behaviours.md#2 and #8: one quote too many in a batch swallows what follows; a line break is part of a value. */
    @Test
    void everyValueIsOneWordForUciOrIsRefused() {
        for (var value : HostileValues.all()) {
            var change = new UciChange.SetOption("network", "wan", "apn", value);
            if (!UciWords.isValue(value) || value.indexOf('\r') >= 0 || value.indexOf(0x7f) >= 0) {
                org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, change::batchLine, value);
                continue;
            }

            var tokens = new UciTokens(change.batchLine() + "\nnext\n");

            assertEquals(
                    List.of("set", "network.wan.apn=" + value), tokens.next().words());
            assertEquals(List.of("next"), tokens.next().words());
        }
    }
}
