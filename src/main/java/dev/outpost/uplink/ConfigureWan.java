package dev.outpost.uplink;

import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The router's {@code wan} dials through the dongle.
 *
 * @param candidate protocol and options, as the probe chose them
 * @param device node or network device on the router; empty while its drivers are not in
 * @param apn access point name; unused where the dongle dials by itself
 * @param apnComes whether the SIM will be asked for it once the router's drivers are in
 */
public record ConfigureWan(Candidate candidate, Optional<String> device, Optional<String> apn, boolean apnComes)
        implements Step<RouterFacts> {
    /** What goes through the handlers' {@code eval} unharmed. */
    private static final String SAFE_APN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    /** Seconds that the ncm handler goes on asking a modem that is not ready; without it, it asks once and gives up. */
    private static final String PATIENCE = "15";

    @Override
    public String title() {
        return "wan dials through the dongle (" + candidate.uplink().kind() + ")";
    }

    @Override
    public Finding check(RouterFacts router) {
        if (candidate.uplink().dials() && apn.isEmpty() && !apnComes) {
            return Finding.blocked(Problem.blocked(
                    "WAN-NO-APN",
                    "the access point name is not known",
                    "neither the site file nor the SIM's operator tells it",
                    "write modem.apn into the site file"));
        }
        if (apn.isPresent() && !apn.get().matches(SAFE_APN)) {
            return Finding.blocked(Problem.blocked(
                    "WAN-BAD-APN",
                    "the access point name " + apn.get() + " is not one",
                    "it may hold letters, digits, dots and dashes",
                    "correct modem.apn in the site file"));
        }
        var change = SectionChange.missing(router, "network", wanted());
        return Finding.of(change.stream().toList(), "network.wan is as wanted");
    }

    private SectionChange.UciSection wanted() {
        var options = new LinkedHashMap<String, String>();
        options.put("proto", candidate.openwrt().proto());
        candidate.openwrt().options().forEach((name, value) -> value.ifPresent(v -> options.put(name, v)));
        device.ifPresent(node -> options.put("device", node));
        if (candidate.uplink().dials()) {
            apn.ifPresent(name -> options.put("apn", name));
        }
        if (candidate.openwrt().proto().equals("ncm")) {
            options.putIfAbsent("delay", PATIENCE);
        }
        var section = Sections.section("wan", "interface");
        options.forEach(section::option);
        return section.build();
    }

    /** The names of packages that netifd needs for it. */
    public List<String> packages() {
        return candidate.openwrt().packages();
    }
}
