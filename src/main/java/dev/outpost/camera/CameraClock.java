package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a camera says of the time.
 *
 * @param now its own clock; empty where it does not say
 * @param ahead how far that is before ours; negative: behind
 * @param age of its picture by its own clock; empty where it does not say
 */
public record CameraClock(Optional<Instant> now, Optional<Duration> ahead, Optional<Duration> age) {
    /** It says nothing. */
    static final CameraClock SILENT = new CameraClock(Optional.empty(), Optional.empty(), Optional.empty());

    /** From the headers of its answer (RFC 9110: Date, Last-Modified). */
    static CameraClock of(Reply reply, Instant ours) {
        var now = reply.first("Date").flatMap(CameraClock::header);
        var made = reply.first("Last-Modified").flatMap(CameraClock::header);
        return at(now, ours, now.flatMap(date -> made.map(day -> Duration.between(day, date))));
    }

    /** From ISAPI's Time: only a local time that names its offset is a moment. */
    static CameraClock ofTime(byte[] isapi, Instant ours) {
        var local = Firmware.element(new String(isapi, StandardCharsets.UTF_8), "localTime");
        return at(local.flatMap(CameraClock::moment), ours, Optional.empty());
    }

    private static CameraClock at(Optional<Instant> now, Instant ours, Optional<Duration> age) {
        return new CameraClock(
                now, now.map(date -> Duration.between(ours, date)), age.filter(time -> !time.isNegative()));
    }

    private static Optional<Instant> header(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}
