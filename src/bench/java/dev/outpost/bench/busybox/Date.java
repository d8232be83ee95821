package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** {@code date}, always in UTC: prints, or sets the wall clock with -s. */
final class Date implements Program {

    @Override
    public int run(Call call) {
        var options = new Options(call.words(), "us:d:D:RI:r:k");
        var clock = call.machine().clock();
        Instant shown = clock.wall();
        try {
            if (options.has('s')) {
                shown = instant(options.value('s', ""));
                clock.setWall(shown);
            } else if (options.has('d')) {
                shown = instant(options.value('d', ""));
            } else if (options.has('r')) {
                String name = options.value('r', "");
                var stat = call.files().stat(call.path(name));
                if (stat.isEmpty()) {
                    return call.fail("can't stat '" + name + "': No such file or directory");
                }
                shown = stat.get().modified();
            }
        } catch (DateTimeParseException bad) {
            return call.fail("invalid date '"
                    + options.value('s').or(() -> options.value('d')).orElse("") + "'");
        }
        String format = options.operands().stream()
                .filter(word -> word.startsWith("+"))
                .findFirst()
                .map(word -> word.substring(1))
                .orElse(options.has('R') ? "%a, %d %b %Y %H:%M:%S +0000" : "%a %b %e %H:%M:%S UTC %Y");
        call.out().println(formatted(shown, format));
        return 0;
    }

    private static Instant instant(String text) {
        if (text.matches("@\\d{1,12}")) {
            return Instant.ofEpochSecond(Long.parseLong(text.substring(1)));
        }
        String iso = text.strip().replace(' ', 'T');
        String full = iso.matches(".*T\\d\\d:\\d\\d") ? iso + ":00" : iso.contains("T") ? iso : iso + "T00:00:00";
        return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
    }

    private static String formatted(Instant when, String format) {
        var time = when.atOffset(ZoneOffset.UTC);
        var text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%' || i + 1 == format.length()) {
                text.append(format.charAt(i));
            } else {
                text.append(field(time, format.charAt(++i)));
            }
        }
        return text.toString();
    }

    private static String field(OffsetDateTime time, char letter) {
        String pattern = switch (letter) {
            case 'Y' -> "yyyy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'e' -> "ppd";
            case 'H' -> "HH";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'y' -> "yy";
            case 'j' -> "DDD";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            case 'R' -> "HH:mm";
            default -> "";
        };
        if (!pattern.isEmpty()) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
        }
        return switch (letter) {
            case 's' -> String.valueOf(time.toEpochSecond());
            case 'Z' -> "UTC";
            case 'z' -> "+0000";
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + letter;
        };
    }
}
