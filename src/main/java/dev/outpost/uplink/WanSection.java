package dev.outpost.uplink;

import dev.outpost.profile.Handler;
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
    static final List<String> KEPT = List.of("metric", "dns", "peerdns", "dns_metric", "defaultroute", "ip4table");

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
        options.put("proto", handler().proto());
        device(router, options);
        if (waitsForPin) {
            options.put("auto", "0");
        }
        for (var option : handler().options()) {
            var told = candidate.openwrt().options().getOrDefault(option.name(), Optional.empty());
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
                        () -> place.node().filter(WanSection::isSafe).ifPresent(node -> options.put("device", node)));
    }

    boolean isByPath(RouterFacts router) {
        return place.usbPath().isPresent() && handler().takesPath(router.board().release());
    }
}
