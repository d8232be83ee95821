package dev.outpost.cli;

import dev.outpost.step.Resource;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code init} writes: the answers, and everything else as comments with its default.
 *
 * @param user who may look at the camera, if that is known
 * @param relay host of the server, if there is one yet
 */
record SiteTemplate(
        String site, String reach, String camera, Optional<String> user, Optional<String> relay, String viewer) {
    String siteFile(String relayName) {
        return text("site.yaml")
                .formatted(
                        site,
                        "%-34s".formatted("reach: " + quoted(reach)),
                        relayLine(relayName),
                        "%-36s".formatted("viewers: [" + viewer + "]"),
                        "%-32s".formatted("address: " + camera))
                .replace("    # username: viewer\n    # password:", login());
    }

    private String login() {
        return user.map(name -> "    username: " + quoted(name) + "\n    password:")
                .orElse("    # username: viewer\n    # password:");
    }

    private String relayLine(String relayName) {
        var file = "# relays/" + relayName + ".yaml beside this file";
        return relay.isPresent()
                ? "  %-34s%s".formatted("relay: " + relayName, file)
                : "  %-34s%s; without one nobody can look from outside".formatted("# relay: " + relayName, file);
    }

    String relayFile() {
        return new RelayTemplate(relay.orElse(""), Map.of()).text();
    }

    /** In YAML a bracket or a blank would mean something else. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9.:-]+")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String text(String name) {
        return Resource.text("/dev/outpost/cli/" + name);
    }
}
