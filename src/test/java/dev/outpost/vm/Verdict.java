package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Optional;

/**
 * What {@code outpost probe} said.
 *
 * @param exit its exit code
 * @param text the document
 */
record Verdict(int exit, String text, List<YamlMap> dongles) {
    static Verdict of(int exit, String text, String talk) {
        assertFalse(talk.contains("Exception") || talk.contains("\tat "), talk);
        assertTrue(text.startsWith("{"), "no document, but: " + text + talk);
        return new Verdict(exit, text, Yaml.parse("probe", text).map().maps("dongles"));
    }

    /** The dongle in a socket. */
    Dongle at(String path) {
        return dongles.stream()
                .filter(each ->
                        each.map("usb").flatMap(usb -> usb.string("path")).equals(Optional.of(path)))
                .map(Dongle::new)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dongle at " + path + ": " + text));
    }

    /** One dongle of the document. */
    record Dongle(YamlMap facts) {
        /** Ids as {@code 12d1:1506}. */
        String id() {
            var usb = facts.map("usb").orElseThrow();
            return usb.requireString("vid") + ":" + usb.requireString("pid");
        }

        String mode() {
            return facts.requireString("mode");
        }

        /** The first uplink, such as {@code ncm sure}. */
        String uplink() {
            var first = facts.maps("uplinks").getFirst();
            return first.requireString("kind") + " " + first.requireString("confidence");
        }

        /** Each port's interface and role. */
        List<String> ports() {
            return facts.maps("ports").stream()
                    .map(port -> port.requireString("interface") + " " + port.requireString("role"))
                    .toList();
        }

        /** Each port's path. */
        List<String> nodes() {
            return facts.maps("ports").stream()
                    .map(port -> port.requireString("path"))
                    .toList();
        }
    }
}
