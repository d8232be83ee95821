package dev.outpost.net;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of data as operators sell it: 1 GB is 1,000,000,000 bytes.
 *
 * @param bytes never negative
 */
public record DataSize(long bytes) {
    /** For messages. */
    public static final String EXPECTED = "an amount like 500MB, 10GB or 1.5TB, from 1 MB to 100 TB";

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,2})?) ?([MGT]B)");
    private static final long MB = 1_000_000;
    private static final long GB = 1000 * MB;
    private static final long TB = 1000 * GB;

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("no amount of data: " + bytes);
        }
    }

    /** As a person writes it; empty where it is no amount, or one that nobody sells. */
    public static Optional<DataSize> parse(String text) {
        var written = WRITTEN.matcher(text.toUpperCase(Locale.ROOT));
        if (!written.matches()) {
            return Optional.empty();
        }
        var unit = switch (written.group(2)) {
            case "MB" -> MB;
            case "GB" -> GB;
            default -> TB;
        };
        var bytes = new BigDecimal(written.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue();
        return bytes < MB || bytes > 100 * TB ? Optional.empty() : Optional.of(new DataSize(bytes));
    }

    /** "10 GB", "3.1 GB", "512 MB". */
    public String words() {
        return in(unit()) + " " + name(unit());
    }

    /** "3.1 of 10 GB". */
    public String of(DataSize whole) {
        return in(whole.unit()) + " of " + whole.words();
    }

    private long unit() {
        return bytes >= TB ? TB : bytes >= GB ? GB : MB;
    }

    private static String name(long unit) {
        return unit == TB ? "TB" : unit == GB ? "GB" : "MB";
    }

    private String in(long unit) {
        var number = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP);
        return number.stripTrailingZeros().toPlainString();
    }
}
