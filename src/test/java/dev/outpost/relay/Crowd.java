package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.SiteOnRelay.Camera;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Many invented sites as an archive of their files; their keys are 32 bytes that nobody has the other half of. */
final class Crowd {
    private Crowd() {}

    /** From the second block on: the first one stays free. */
    static byte[] of(int sites) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var random = new Random(7);
            for (int number = 2; number < sites + 2; number++) {
                var text = site(number, random).text().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry("crowd-" + number);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static SiteOnRelay site(int number, Random random) {
        var key = new byte[32];
        random.nextBytes(key);
        var block = Ipv4.of("10.77.0.0").plus(number * 16);
        return new SiteOnRelay(
                "crowd-" + number,
                new Cidr(block, 28),
                block.plus(1),
                Base64.getEncoder().encodeToString(key),
                List.of(new Camera("yard", block.plus(2))),
                List.of(),
                List.of());
    }
}
