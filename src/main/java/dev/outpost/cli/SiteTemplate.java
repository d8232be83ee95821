package dev.outpost.cli;

import dev.outpost.step.Resource;
import java.util.Optional;

/**
 * What {@code init} writes: the answers, and everything else as comments with its default.
 *
 * @param user who may look at the camera, if that is known
 * @param relay its name, if there is one yet
 */
record SiteTemplate(
        String site, String reach, String camera, Optional<String> user, Optional<String> relay, String viewer) {
    /** What a relay is called where there is one alone. */
    static final String RELAY_NAME = "vps1";

    String siteFile() {
        return text("site.yaml")
                .formatted(
                        site,
                        "%-34s".formatted("reach: " + quoted(reach)),
                        relayLine(relay.orElse(RELAY_NAME)),
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
