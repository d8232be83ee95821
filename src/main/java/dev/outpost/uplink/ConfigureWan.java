package dev.outpost.uplink;

import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.Optional;

/**
 * The router's {@code wan} dials through the dongle.
 *
 * @param candidate protocol and options, as the probe chose them
 * @param place node or network device on the router
 * @param apn access point name; unused where the dongle dials by itself
 * @param apnComes whether the SIM will be asked for it once the router's drivers are in
 * @param roams whether the SIM was seen as a guest in its network
 * @param waitsForPin whether netifd leaves wan alone until the router has opened the SIM
 */
public record ConfigureWan(
        Candidate candidate, WanPlace place, Optional<String> apn, boolean apnComes, boolean roams, boolean waitsForPin)
        implements Step<RouterFacts> {
    /** Started by netifd itself. */
    public ConfigureWan(Candidate candidate, WanPlace place, Optional<String> apn, boolean apnComes, boolean roams) {
        this(candidate, place, apn, apnComes, roams, false);
    }

    private static final String SAFE_APN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    @Override
    public String title() {
        return "wan dials through the dongle (" + candidate.kind() + ")";
    }

    @Override
    public Finding check(RouterFacts router) {
        if (needsApn() && apn.isEmpty() && !apnComes) {
            return Finding.blocked(new Problem(
                    ProblemCode.WAN_NO_APN,
                    "the access point name is not known",
                    "neither the site file nor the SIM's operator tells it",
                    "write \"apn: NAME\" under modem: into the site file, then run the same command again"));
        }
        if (apn.isPresent() && !apn.get().matches(SAFE_APN)) {
            return Finding.blocked(new Problem(
                    ProblemCode.WAN_BAD_APN,
                    "the access point name " + apn.get() + " is not one",
                    "it may hold letters, digits, dots and dashes",
                    "correct modem.apn in the site file"));
        }
        var wanted = new WanSection(candidate, place, apn, roams, waitsForPin).on(router);
        var change = SectionChange.missing(router, "network", wanted);
        return Finding.of(change.stream().toList(), "network.wan is as wanted");
    }

    /** Whether the handler is told the USB path, so that no number matters. */
    public boolean isByPath(RouterFacts router) {
        return new WanSection(candidate, place, apn, roams, waitsForPin).isByPath(router);
    }

    private boolean needsApn() {
        return candidate.handler().dials();
    }

    /** What carried {@code wan} before, where that was something else than this dongle: an Ethernet port. */
    public Optional<String> displaces(RouterFacts router) {
        return router.uci("network")
                .section("wan")
                .filter(wan -> wan.value("proto")
                        .filter(proto -> proto.matches("dhcp|static|pppoe"))
                        .isPresent())
                .flatMap(wan -> wan.value("device"))
                .filter(device -> !device.equals(place.node().orElse("")) && !device.startsWith("/dev/"))
                .filter(device -> router.board().netdevs().contains(device));
    }
}
