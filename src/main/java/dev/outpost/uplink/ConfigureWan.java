package dev.outpost.uplink;

import dev.outpost.profile.Handler;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The router's {@code wan} dials through the dongle. A saved probe is a file that anybody may have written: only options that are known come from
 * it, and only values that the handlers' {@code eval} leaves alone.
 *
 * @param candidate protocol and options, as the probe chose them
 * @param place node or network device on the router
 * @param apn access point name; unused where the dongle dials by itself
 * @param apnComes whether the SIM will be asked for it once the router's drivers are in
 * @param roams whether the SIM was seen as a guest in its network
 * @param waitsForPin whether netifd leaves wan alone until the router has opened the SIM
 */
public record ConfigureWan(
        Candidate candidate, Place place, Optional<String> apn, boolean apnComes, boolean roams, boolean waitsForPin)
        implements Step<RouterFacts> {
    private static final String SAFE_APN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    /** What goes through the handlers' shell unharmed: no blank, no quote, no dollar. */
    private static final String SAFE = "[A-Za-z0-9/][A-Za-z0-9._/-]{0,99}";

    /** What a person may have set for any uplink: it stays. */
    static final List<String> KEPT = List.of("metric", "dns", "peerdns", "dns_metric", "defaultroute", "ip4table");

    /**
     * Where a dongle is on the router.
     *
     * @param node of its uplink, {@code /dev/ttyUSB0} or {@code usb0}; empty while its drivers are not in
     * @param usbPath {@code 1-1}, which stays when the node's number changes
     */
    public record Place(Optional<String> node, Optional<String> usbPath) {}

    @Override
    public String title() {
        return "wan dials through the dongle (" + candidate.kind() + ")";
    }

    @Override
    public Finding check(RouterFacts router) {
        if (handler().dials() && apn.isEmpty() && !apnComes) {
            return Finding.blocked(ProblemCode.WAN_NO_APN.problem(
                    "the access point name is not known",
                    "neither the site file nor the SIM's operator tells it",
                    "write \"apn: NAME\" under modem: into the site file, then run the same command again"));
        }
        if (apn.isPresent() && !apn.get().matches(SAFE_APN)) {
            return Finding.blocked(ProblemCode.WAN_BAD_APN.problem(
                    "the access point name " + apn.get() + " is not one",
                    "it may hold letters, digits, dots and dashes",
                    "correct modem.apn in the site file"));
        }
        var section = Sections.section("wan", "interface");
        options(router).forEach(section::option);
        KEPT.forEach(section::keeping);
        var change = SectionChange.missing(router, "network", section.build());
        return Finding.of(change.stream().toList(), "network.wan is as wanted");
    }

    private Map<String, String> options(RouterFacts router) {
        var options = new LinkedHashMap<String, String>();
        options.put("proto", handler().proto());
        device(router, options);
        if (waitsForPin) {
            options.put("auto", "0");
        }
        for (var option : handler().options()) {
            var told = candidate.options().getOrDefault(option.name(), Optional.empty());
            (option.name().equals("apn") ? apn : option.value(told))
                    .ifPresent(value -> options.put(option.name(), value));
        }
        if (roams) {
            handler().roaming().forEach(option -> options.put(option, "1"));
        }
        return options;
    }

    private Handler handler() {
        return candidate.handler();
    }

    /** By USB path where the handler takes that, else the node that the path has now. */
    private void device(RouterFacts router, Map<String, String> options) {
        place.usbPath()
                .filter(path -> isByPath(router))
                .ifPresentOrElse(
                        path -> options.put("devpath", "/sys/bus/usb/devices/" + path),
                        () -> place.node()
                                .filter(name -> name.matches(SAFE))
                                .ifPresent(node -> options.put("device", node)));
    }

    /** Whether the handler is told the USB path, so that no number matters. */
    boolean isByPath(RouterFacts router) {
        return place.usbPath().isPresent() && handler().takesPath(router.board().release());
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
