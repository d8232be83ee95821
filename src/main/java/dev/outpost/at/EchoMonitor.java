package dev.outpost.at;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether somebody else talks to the same modem: its echo then carries commands that were never sent from here. Echoes of this dialogue's
 * own commands, late or cut to pieces, are no strangers, nor is one single line, which may be left over from a program that has gone.
 */
final class EchoMonitor {
    private static final Pattern COMMAND = Pattern.compile("AT[+^!#$%*_D&][A-Z0-9].{0,200}");
    private static final int ENOUGH = 2;

    private final Set<String> own = new HashSet<>();
    private Optional<String> first = Optional.empty();
    private int heard;
    private boolean echoed;

    /** A command of this dialogue. */
    void sent(String command) {
        own.add(command);
    }

    /** The line repeats a command that was sent from here, whenever that was, or the one that was sent last with more behind it. */
    boolean isOwnEcho(String line, String last) {
        var repeats = own.contains(line.toUpperCase(Locale.ROOT))
                || (line.length() > last.length()
                        && line.regionMatches(true, 0, last, 0, last.length())
                        && !Character.isLetterOrDigit(line.charAt(last.length())));
        echoed |= repeats;
        return repeats;
    }

    /** Something was repeated. */
    boolean echoed() {
        return echoed;
    }

    /** Looks at a line that answers nothing. */
    void look(String line) {
        if (own.isEmpty() || !COMMAND.matcher(line).matches()) {
            return;
        }
        if (own.stream().noneMatch(ours -> ours.contains(line) || line.contains(ours))) {
            first = first.or(() -> Optional.of(Mask.text(line)));
            heard++;
        }
    }

    /** A stranger's command, once there can be no doubt. */
    Optional<String> command() {
        return heard >= ENOUGH ? first : Optional.empty();
    }
}
