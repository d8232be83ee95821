package dev.outpost.bench.router.fw4;

import dev.outpost.net.Ipv4;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which words fw4 takes for the options that matter here (facts/openwrt.md#firewall-options). */
final class OptionSpec {
    private OptionSpec() {}

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
        return Ipv4.parse(address).isPresent() && (slash < 0 || bare.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]"));
    }
}
