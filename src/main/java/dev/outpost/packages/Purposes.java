package dev.outpost.packages;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a bundle can be for, and the packages that are asked for by name then (facts/openwrt.md#package-sets). */
final class Purposes {
    private static final Map<String, List<String>> KNOWN = known();

    private Purposes() {}

    private static Map<String, List<String>> known() {
        var map = new LinkedHashMap<String, List<String>>();
        map.put(
                "ncm",
                List.of("comgt-ncm", "kmod-usb-net-huawei-cdc-ncm", "kmod-usb-net-cdc-ncm", "kmod-usb-serial-option"));
        map.put("qmi", List.of("uqmi", "kmod-usb-net-qmi-wwan", "kmod-usb-serial-option"));
        map.put("mbim", List.of("umbim", "kmod-usb-net-cdc-mbim", "kmod-usb-serial-option"));
        map.put("directip", List.of("comgt-directip", "kmod-usb-net-sierrawireless", "kmod-usb-serial-sierrawireless"));
        map.put("ppp", List.of("comgt", "kmod-usb-serial-option", "kmod-usb-acm"));
        map.put("ecm", List.of("kmod-usb-net-cdc-ether"));
        map.put("rndis", List.of("kmod-usb-net-rndis"));
        map.put("wireguard", List.of("kmod-wireguard", "wireguard-tools"));
        map.put("ddns", List.of("ddns-scripts", "ddns-scripts-noip"));
        map.put(
                "spares",
                List.of(
                        "comgt-ncm",
                        "comgt",
                        "uqmi",
                        "umbim",
                        "kmod-usb-net-huawei-cdc-ncm",
                        "kmod-usb-net-cdc-ncm",
                        "kmod-usb-net-qmi-wwan",
                        "kmod-usb-net-cdc-mbim",
                        "kmod-usb-net-cdc-ether",
                        "kmod-usb-net-rndis",
                        "kmod-usb-serial-option",
                        "kmod-usb-serial-qualcomm",
                        "kmod-usb-serial-sierrawireless",
                        "kmod-usb-acm"));
        return map;
    }

    /** Every word, in the order of the help. */
    static Set<String> words() {
        return KNOWN.keySet();
    }

    /** Without a wish: every uplink and the tunnel. */
    static List<String> usual() {
        return KNOWN.keySet().stream()
                .filter(word -> !word.equals("ddns") && !word.equals("spares"))
                .toList();
    }

    /** @throws ProblemException exit 2, with the nearest known word */
    static Collection<String> packages(Collection<String> wishes) {
        var names = new LinkedHashSet<String>();
        for (var wish : wishes) {
            var more = KNOWN.get(wish);
            if (more == null) {
                throw new ProblemException(new Problem(
                        ProblemCode.USAGE_MISTAKE,
                        "a bundle cannot be for '" + wish + "'",
                        "expected " + String.join(", ", words()) + "; the nearest is '"
                                + Nearest.of(wish, words().toArray(String[]::new)) + "'",
                        "outpost bundle --help"));
            }
            names.addAll(more);
        }
        if (wishes.stream().anyMatch(wish -> !wish.equals("wireguard") && !wish.equals("ddns"))) {
            names.add("usb-modeswitch");
        }
        return names;
    }
}
