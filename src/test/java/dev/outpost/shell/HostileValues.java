package dev.outpost.shell;

import java.util.ArrayList;
import java.util.List;

/** Strings that try to become code, lose a byte, or end a quotation. */
public final class HostileValues {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "`",
            "$(id)",
            "${IFS}",
            "\\",
            "\n",
            "\r\n",
            ";reboot;",
            "&&true",
            "||true",
            "|cat",
            ">x",
            "<x",
            "*",
            "?",
            "[a]",
            "~",
            "#",
            "!",
            "%s%n",
            "--",
            "-n",
            " ",
            "\t",
            "'\\''",
            "$'\\n'",
            "é",
            "\u202e",
            "\ud83d\udcf7",
            "\u007f",
            "\u0001");

    private HostileValues() {}

    public static List<String> all() {
        var values = new ArrayList<>(PIECES);
        for (var first : PIECES) {
            for (var second : List.of("'", "$(touch /tmp/outpost-pwned)", "\n", "\\", "`id`", "\"")) {
                values.add(first + second + first);
            }
        }
        values.add("");
        values.add("x".repeat(4096));
        values.add("'".repeat(4096));
        values.add("frame-00000000000000000000000000000000 end\n");
        values.add("EOF\n");
        return List.copyOf(values);
    }
}
