package dev.outpost.relay;

import dev.outpost.text.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Files of ours on a relay that are the same on each, as they lie in this program. */
enum RelayFiles {
    RELAY("/etc/outpost/relay.sh", "relay.sh"),
    RELAY_UNIT("/etc/systemd/system/outpost-relay.service", "outpost-relay.service"),
    GUARD_UNIT("/etc/systemd/system/outpost-guard.service", "outpost-guard.service"),
    RENEW_UNIT("/etc/systemd/system/outpost-renew.service", "outpost-renew.service"),
    RENEW_TIMER("/etc/systemd/system/outpost-renew.timer", "outpost-renew.timer");

    /** Of relays that were made before they had a namespace of their own. */
    static final String OLD_CONF = "/etc/wireguard/" + RelaySetup.INTERFACE + ".conf";

    private final String path;
    private final String resource;

    RelayFiles(String path, String resource) {
        this.path = path;
        this.resource = resource;
    }

    String path() {
        return path;
    }

    /** Without its last line's end, which the script adds. */
    String text() {
        return text(resource).strip();
    }

    static String text(String resource) {
        try (var in = RelayFiles.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a relay has all of them in this version. */
    static boolean areIn(Map<String, String> files) {
        for (var file : values()) {
            if (!sha256(file.text() + "\n").equals(files.get(file.path))) {
                return false;
            }
        }
        return true;
    }

    /** In hexadecimal, as {@code sha256sum} prints it. */
    static String sha256(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
