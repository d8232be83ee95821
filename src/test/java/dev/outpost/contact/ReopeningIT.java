package dev.outpost.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.field.Field;
import dev.outpost.field.FreshRouter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A USB network adapter is unplugged and plugged in again: the same name, another index. */
class ReopeningIT {
    @TempDir
    Path folder;

    /** facts/behaviours.md#23: what ends a session over link-local must not end the run; the same process finds the router again by the same address. */
    @Test
    void aLinkLocalAddressOutlivesTheInterfacesIndex() throws Exception {
        Field.isNeeded();
        try (var field = Field.start();
                var router = FreshRouter.on(field)) {
            var process = new Laptop(field, folder)
                    .java("dev.outpost.contact.Reopening", router.linkLocal())
                    .start();
            try (var answers =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertEquals("open", asked(process, answers));

                onBench(field, "ip link delete " + Field.SEGMENT);
                var gone = asked(process, answers);
                assertTrue(gone.contains("no interface " + Field.SEGMENT), gone);
                assertTrue(gone.contains("unplugged"), gone);

                onBench(
                        field,
                        "ip link add bench0 index 4711 type bridge; ip link set bench0 up;"
                                + " for port in $(ip -o link | sed -n 's/.*: \\(p-[^@]*\\)@.*/\\1/p');"
                                + " do ip link set \"$port\" master bench0 up; done");
                assertTrue(asked(process, answers).endsWith("open"));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String asked(Process process, BufferedReader answers) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return String.valueOf(answers.readLine());
    }

    private static void onBench(Field field, String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder(field.onBench("sh", "-c", script))
                .redirectErrorStream(true)
                .start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Arrays.asList(script, words).toString());
    }
}
