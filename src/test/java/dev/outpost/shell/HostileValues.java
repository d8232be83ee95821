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
        values.addAll(executing("/tmp/outpost-pwned"));
        return List.copyOf(values);
    }

    /** Each of them makes this file where a shell, uci or awk takes it for more than a value. */
    public static List<String> executing(String canary) {
        return List.of(
                "$(touch " + canary + ")",
                "`touch " + canary + "`",
                "; touch " + canary + " ;",
                "x' ; touch " + canary + " ; '",
                "x\" ; touch " + canary + " ; \"",
                "x\ntouch " + canary + "\n",
                "x'\nset network.lan.proto='none'\ncommit\n'",
                "x\r\ntouch " + canary,
                "| touch " + canary,
                "& touch " + canary + " &",
                "-exec touch " + canary + " ;",
                "${x:-$(touch " + canary + ")}",
                "$((a[$(touch " + canary + ")]))",
                "../../../../../" + canary,
                "%s%s%s%n\\n\\0",
                "\\x27; touch " + canary,
                "\u001b]0;title\u0007\u001b[2J\u001b[31m",
                "\u009b2J",
                "\u2028\u2029\u2066\u202etxt.exe",
                "/dev/ttyUSB0\";touch " + canary + ";\"",
                "\uff07\uff1btouch " + canary,
                "config interface 'evil'\n\toption proto 'none'\n",
                "package evil\n",
                "system(\"touch " + canary + "\")");
    }

    /** What no file, no shell and no option of uci can hold as text; readers meet it all the same. */
    public static List<String> broken() {
        return List.of("\0", "a\0b", "\ud800", "x\udc00y", "\ufffd\ufffd", "\ufeff", "\uffff");
    }
}
