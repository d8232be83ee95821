package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.profile.Yaml;
import dev.outpost.profile.YamlMap;
import java.util.List;

/**
 * What {@code outpost probe} said.
 *
 * @param exit its exit code
 * @param text the document
 */
record Verdict(int exit, String text, YamlMap document) {
    static Verdict of(int exit, String text, String talk) {
        assertFalse(talk.contains("Exception") || talk.contains("\tat "), talk);
        assertTrue(text.startsWith("{"), "no document, but: " + text + talk);
        return new Verdict(exit, text, Yaml.parse("probe", text).map());
    }

    List<YamlMap> dongles() {
        return document.maps("dongles");
    }

    /** The only dongle. */
    YamlMap dongle() {
        assertEquals(1, dongles().size(), text);
        return dongles().getFirst();
    }

    String mode() {
        return dongle().requireString("mode");
    }

    /** The first uplink, such as {@code ncm sure}. */
    String uplink() {
        return uplink(dongle());
    }

    static String uplink(YamlMap dongle) {
        var first = dongle.maps("uplinks").getFirst();
        return first.requireString("kind") + " " + first.requireString("confidence");
    }

    /** Each port's path and role. */
    List<String> ports() {
        return ports(dongle());
    }

    static List<String> ports(YamlMap dongle) {
        return dongle.maps("ports").stream()
                .map(port -> port.requireString("path") + " " + port.requireString("role"))
                .toList();
    }

    /** Ids as {@code 12d1:1506}. */
    String id() {
        var usb = dongle().map("usb").orElseThrow();
        return usb.requireString("vid") + ":" + usb.requireString("pid");
    }
}
