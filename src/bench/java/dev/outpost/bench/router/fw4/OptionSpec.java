package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Ip4;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The options fw4 knows per section type, and which words it takes for the ones that matter here (facts/openwrt.md#firewall-options). */
final class OptionSpec {
    private static final Set<String> DEFAULTS = Set.of(
            ("input output forward drop_invalid syn_flood synflood_protect synflood_rate synflood_burst tcp_syncookies"
                            + " tcp_window_scaling tcp_ecn accept_redirects accept_source_route auto_helper flow_offloading"
                            + " flow_offloading_hw auto_includes tcp_reject_code any_reject_code disable_ipv6 custom_chains")
                    .split(" "));
    private static final Set<String> ZONE = Set.of(
            ("enabled name family network device subnet input output forward masq masq6 masq_allow_invalid masq_src"
                            + " masq_dest mtu_fix log log_limit auto_helper helper counter custom_chains extra extra_src"
                            + " extra_dest conntrack")
                    .split(" "));
    private static final Set<String> FORWARDING = Set.of("enabled name family src dest".split(" "));
    private static final Set<String> RULE = Set.of(
            ("enabled name _name family src dest device direction ipset helper set_helper proto src_ip src_mac src_port"
                            + " dest_ip dest_port icmp_type limit limit_burst utc_time start_date stop_date start_time"
                            + " stop_time weekdays monthdays mark set_mark set_xmark dscp set_dscp counter log log_limit"
                            + " target extra")
                    .split(" "));
    private static final Set<String> REDIRECT = Set.of(
            ("enabled name _name family src dest ipset helper proto src_ip src_mac src_port src_dip src_dport dest_ip"
                            + " dest_port extra limit limit_burst utc_time start_date stop_date start_time stop_time"
                            + " weekdays monthdays mark reflection reflection_src reflection_zone counter log log_limit"
                            + " target")
                    .split(" "));

    private static final Set<String> NAT = Set.of(
            ("enabled name family src device ipset proto src_ip src_port snat_ip snat_port dest_ip dest_port extra limit"
                            + " limit_burst connlimit_ports utc_time start_date stop_date start_time stop_time weekdays"
                            + " monthdays mark counter log target")
                    .split(" "));

    private OptionSpec() {}

    /** The known options of a type; empty for types that are not looked at here. */
    static Set<String> known(String type) {
        return switch (type) {
            case "defaults" -> DEFAULTS;
            case "zone" -> ZONE;
            case "forwarding" -> FORWARDING;
            case "rule" -> RULE;
            case "redirect" -> REDIRECT;
            case "nat" -> NAT;
            default -> Set.of();
        };
    }

    /** What makes an option's word good, in fw4's order of options. */
    static Map<String, Predicate<String>> checks(String type, Predicate<String> isZone) {
        var checks = new LinkedHashMap<String, Predicate<String>>();
        Predicate<String> source = word -> word.equals("*") || isZone.test(word);
        switch (type) {
            case "zone" -> {
                checks.put("name", word -> word.matches("[A-Za-z_.][A-Za-z0-9/_.-]*"));
                for (var chain : List.of("input", "output", "forward")) {
                    checks.put(chain, word -> verdict(word).isPresent());
                }
            }
            case "forwarding" -> {
                checks.put("src", source);
                checks.put("dest", source);
            }
            case "rule" -> {
                checks.put("src", source);
                checks.put("dest", source);
                addresses(checks);
                checks.put("src_mac", word -> word.matches("!?([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"));
                checks.put("target", word -> word.matches("(?i)accept|reject|drop|notrack|helper|mark|dscp"));
            }
            case "redirect" -> {
                checks.put("src", source);
                checks.put("dest", source);
                addresses(checks);
                checks.put("src_dip", OptionSpec::isAddress);
                checks.put("src_dport", OptionSpec::isPort);
                checks.put("target", word -> word.matches("(?i)dnat|snat"));
            }
            case "nat" -> {
                checks.put("src", source);
                checks.put("src_ip", OptionSpec::isAddress);
                checks.put("dest_ip", OptionSpec::isAddress);
            }
            default -> {}
        }
        return checks;
    }

    private static void addresses(Map<String, Predicate<String>> checks) {
        checks.put("src_ip", OptionSpec::isAddress);
        checks.put("src_port", OptionSpec::isPort);
        checks.put("dest_ip", OptionSpec::isAddress);
        checks.put("dest_port", OptionSpec::isPort);
    }

    /** A zone's or a rule's target as nft says it. */
    static Optional<String> verdict(String word) {
        return Optional.of(word.toLowerCase(Locale.ROOT)).filter(verdict -> verdict.matches("accept|reject|drop"));
    }

    /** Whether fw4 takes the word: {@code 554}, {@code 8000-8010} or {@code 8000:8010}, 0 to 65535. */
    static boolean isPort(String word) {
        if (!word.matches("!?[0-9]{1,5}([-:][0-9]{1,5})?")) {
            return false;
        }
        var ends = word.replace("!", "").split("[-:]");
        var last = Integer.parseInt(ends[ends.length - 1]);
        return Integer.parseInt(ends[0]) <= last && last <= 65_535;
    }

    private static boolean isAddress(String word) {
        var bare = word.replaceFirst("^!\\s*", "");
        if (bare.contains(":")) {
            return bare.matches("[0-9a-fA-F:]+(/[0-9]{1,3})?");
        }
        var slash = bare.indexOf('/');
        var address = slash < 0 ? bare : bare.substring(0, slash);
        return Ip4.isAddress(address) && (slash < 0 || bare.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]"));
    }
}
