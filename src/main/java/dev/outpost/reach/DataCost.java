package dev.outpost.reach;

import dev.outpost.net.DataSize;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.time.Duration;
import java.util.Locale;

/** What a site takes of a SIM's data, from the sizes of the protocols (facts/way-in.md#data). */
public final class DataCost {
    private static final long MONTH = Duration.ofDays(30).toSeconds();

    /** A keepalive on the line: 20 (IPv4), 8 (UDP), 32 (WireGuard) bytes. */
    private static final long KEEPALIVE = 60;

    /** Both packets of a handshake on the line, and how often there is one (bytes, s). */
    private static final long HANDSHAKE = 356;

    private static final long REKEY = 120;

    /** A picture of 1080 lines as cameras make it (bytes). */
    private static final long PICTURE = 100_000;

    /** One hour of 1 Mbit/s, with 6 % for the envelopes of RTP and tunnel (bytes). */
    private static final long HOUR = 477_000_000;

    private DataCost() {}

    /** A month in which nobody looks. */
    static DataSize idle() {
        return new DataSize(MONTH / TunnelPlan.KEEPALIVE * KEEPALIVE + MONTH / REKEY * HANDSHAKE);
    }

    /** Tells beforehand what a month's data are good for, where somebody counts them. */
    public static void tell(Site site, Narrator narrator) {
        site.modem().data().ifPresent(month -> narrator.decided("data " + month.words() + " a month", words(month)));
    }

    static String words(DataSize month) {
        var pictures = new DataSize(MONTH / 600 * PICTURE);
        var left = Math.max(0, month.bytes() - idle().bytes());
        return String.format(
                Locale.ROOT,
                "the idle tunnel takes %s of it; a picture 0.1 MB, one every 10 minutes %s; an hour of a 1 Mbit/s stream %s: %d"
                        + " hours a month and no more",
                idle().words(),
                pictures.words(),
                new DataSize(HOUR).words(),
                left / HOUR);
    }
}
