package dev.outpost.uplink;

import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The uci section {@code network.wan} of an uplink. A saved probe is a file that anybody may have written: only options that are known come
 * from it, and only values that the handlers' {@code eval} leaves alone.
 */
record WanSection(Candidate candidate, WanPlace place, Optional<String> apn, boolean roams, boolean waitsForPin) {
    /** What goes through the handlers' shell unharmed: no blank, no quote, no dollar. */
    private static final String SAFE = "[A-Za-z0-9/][A-Za-z0-9._/-]{0,99}";

    /** What a person may have set for any uplink: it stays. */
    private static final List<String> KEPT =
            List.of("metric", "dns", "peerdns", "dns_metric", "defaultroute", "ip4table");

    /** Seconds that the ncm handler goes on asking a modem that is not ready; without it, it asks once and gives up. */
    private static final String NCM_PATIENCE = "15";

    /** Seconds that qmi sleeps before it looks for its node, which comes late after a start (openwrt/openwrt#1294). */
    private static final String QMI_SLEEP = "10";

    static boolean isSafe(String value) {
        return value.matches(SAFE);
    }

    SectionChange.Wanted on(RouterFacts router) {
        var section = Sections.section("wan", "interface");
        options(router).forEach(section::option);
        KEPT.forEach(section::keeping);
        return section.build();
    }

    private Map<String, String> options(RouterFacts router) {
        var options = new LinkedHashMap<String, String>();
        var proto = candidate.openwrt().proto();
        options.put("proto", proto);
        device(router, options);
        if (waitsForPin) {
            options.put("auto", "0");
        }
        if (candidate.uplink().dials() && !proto.equals("dhcp")) {
            apn.ifPresent(name -> options.put("apn", name));
        }
        switch (proto) {
            case "ncm" -> {
                options.put("pdptype", given("pdptype", "IP|IPV6|IPV4V6", "IP"));
                options.put("delay", given("delay", "[0-9]{1,2}", NCM_PATIENCE));
            }
            case "qmi" -> {
                options.put("pdptype", given("pdptype", "ip|ipv6|ipv4v6", "ip"));
                options.put("delay", given("delay", "[0-9]{1,2}", QMI_SLEEP));
            }
            case "mbim" -> {
                options.put("pdptype", given("pdptype", "ipv4|ipv6|ipv4v6", "ipv4"));
                if (roams) {
                    options.put("allow_roaming", "1");
                    options.put("allow_partner", "1");
                }
            }
            case "3g" -> options.put("service", given("service", "umts|umts_only|gprs_only|cdma|evdo", "umts"));
            default -> {}
        }
        return options;
    }

    /** By USB path where the handler takes that, else the node that the path has now. */
    private void device(RouterFacts router, Map<String, String> options) {
        var byPath = place.usbPath().filter(path -> takesPath(router.board().release()));
        byPath.ifPresentOrElse(
                path -> options.put("devpath", "/sys/bus/usb/devices/" + path),
                () -> place.node().filter(WanSection::isSafe).ifPresent(node -> options.put("device", node)));
    }

    boolean isByPath(RouterFacts router) {
        return place.usbPath().isPresent() && takesPath(router.board().release());
    }

    /** The option {@code devpath} came to qmi and mbim after 25.12.0. */
    private boolean takesPath(String release) {
        var knows = candidate.openwrt().proto().matches("qmi|mbim");
        return knows && release.matches("25\\.12\\.[1-9][0-9]*|2[6-9]\\..*|[3-9][0-9]\\..*|SNAPSHOT");
    }

    private String given(String option, String allowed, String otherwise) {
        return candidate
                .openwrt()
                .options()
                .getOrDefault(option, Optional.empty())
                .filter(value -> value.matches(allowed))
                .orElse(otherwise);
    }
}
