package dev.outpost.adapter.usb.pasted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names a text that tells nothing about USB devices, so that its owner sees which file was taken by mistake. */
final class OtherText {
    private static final Map<String, Pattern> LINES = lines();

    private OtherText() {}

    /** @param lines clean ones, some of them */
    static String what(String raw, List<String> lines) {
        var start = raw.strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "an HTML page";
        }
        if (start.startsWith("{\\rtf")) {
            return "a document of a word processor";
        }
        if (start.contains("\"outpost.probe/1\"")) {
            return "a document of outpost probe";
        }
        for (var kind : LINES.entrySet()) {
            if (lines.stream()
                    .limit(2_000)
                    .anyMatch(l -> kind.getValue().matcher(l).find())) {
                return kind.getKey();
            }
        }
        if (start.startsWith("{") || start.startsWith("[{")) {
            return "a JSON document";
        }
        if (start.startsWith("<?xml")) {
            return "an XML document";
        }
        return "a text of " + lines.size() + (lines.size() == 1 ? " line" : " lines");
    }

    private static Map<String, Pattern> lines() {
        var all = new LinkedHashMap<String, Pattern>();
        all.put(
                "an error message of a shell",
                Pattern.compile(
                        "(?:No such file or directory|command not found|not found|Permission denied|can't open .{0,80})$"));
        all.put(
                "a log of AT commands",
                Pattern.compile("^(?:AT[+^#$*&!]?[A-Z0-9]{0,20}[?=]?.{0,80}|\\+C[A-Z]{2,8}: .*|\\^[A-Z]{3,12}: ?.*)$"));
        all.put("a list of lspci", Pattern.compile("^(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7] "));
        all.put(
                "output of ModemManager",
                Pattern.compile("org/freedesktop/ModemManager1|^Modem .? ?\\| ?primary port"));
        all.put(
                "a list of network interfaces",
                Pattern.compile("^\\d{1,3}: [a-z0-9@.-]{1,20}: <[A-Z,_-]{2,80}>|HWaddr|inet addr:"));
        all.put(
                "a configuration of OpenWrt",
                Pattern.compile("^config [a-z_-]{2,30}(?: '?[a-z0-9_-]{1,30}'?)?$|^network\\.[a-z0-9_]{1,20}="));
        all.put("a log of a router", Pattern.compile("(?:daemon|kern|user)\\.(?:notice|info|warn|err|debug) "));
        return all;
    }
}
