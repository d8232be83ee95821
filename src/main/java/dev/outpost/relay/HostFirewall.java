package dev.outpost.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the server's own packet filters do with strangers. A packet passes every base chain of its hook, and a drop is final wherever it
 * stands (nftables wiki, "Netfilter hooks"), so whoever drops is told, and the owner's one rule with it.
 *
 * @param input those that drop what nobody accepts on its way to the server, as {@code ip filter INPUT}
 * @param forward the same for what passes through it
 * @param opened UDP ports that somebody accepts by number
 * @param owner who keeps the filter, as far as its chains tell
 * @param unknown whether there is a filter whose rules nobody here could read: it may drop anything
 */
public record HostFirewall(
        List<String> input, List<String> forward, Set<Integer> opened, Owner owner, boolean unknown) {
    private static final String UNREAD = "unread";
    private static final Pattern TABLE = Pattern.compile("table (\\S+ \\S+) .*");
    private static final Pattern CHAIN = Pattern.compile("chain (\\S+) .*");
    private static final Pattern HOOK = Pattern.compile(".*hook (input|forward) .*");
    private static final Pattern LAST_WORD = Pattern.compile("(counter packets \\d+ bytes \\d+ )?(drop|reject.*)");
    private static final Pattern ACCEPTED = Pattern.compile(".*udp dport (\\{[^}]*}|[0-9-]+).*accept.*");
    private static final Pattern LEGACY_ACCEPTED =
            Pattern.compile("-A \\S+ .*-p udp .*--dport (\\d+)(:\\d+)? .*-j ACCEPT.*");

    /** Programs that keep a server's filter, with their own words for one open port and for a way between peers. */
    public enum Owner {
        UFW("ufw", "ufw allow %d/udp", "ufw route allow in on outpost0 out on outpost0"),
        FIREWALLD(
                "firewalld",
                "firewall-cmd --permanent --add-port=%d/udp && firewall-cmd --reload",
                "firewall-cmd --permanent --new-zone=outpost; firewall-cmd --permanent --zone=outpost --add-interface=outpost0 --add-forward"
                        + " && firewall-cmd --reload"),
        DOCKER(
                "Docker",
                "iptables -I INPUT -p udp --dport %d -j ACCEPT",
                "iptables -I DOCKER-USER -i outpost0 -o outpost0 -j ACCEPT"),
        IPTABLES(
                "iptables",
                "iptables -I INPUT -p udp --dport %d -j ACCEPT && netfilter-persistent save",
                "iptables -I FORWARD -i outpost0 -o outpost0 -j ACCEPT && netfilter-persistent save"),
        LEGACY(
                "iptables-legacy",
                "iptables-legacy -I INPUT -p udp --dport %d -j ACCEPT && netfilter-persistent save",
                "iptables-legacy -I FORWARD -i outpost0 -o outpost0 -j ACCEPT && netfilter-persistent save"),
        NFTABLES(
                "nftables",
                "nft insert rule %2$s udp dport %1$d accept, and the same line in /etc/nftables.conf",
                "nft insert rule %2$s iifname outpost0 oifname outpost0 accept, and the same line in /etc/nftables.conf"),
        UNKNOWN(
                "of a kind that is not known",
                "nft list ruleset and iptables -S show its rules: let UDP %d in by the program that keeps them",
                "nft list ruleset and iptables -S show its rules: let outpost0 to outpost0 through by the program that keeps them");

        private final String word;
        private final String open;
        private final String between;

        Owner(String word, String open, String between) {
            this.word = word;
            this.open = open;
            this.between = between;
        }

        public String word() {
            return word;
        }
    }

    public HostFirewall {
        input = List.copyOf(input);
        forward = List.copyOf(forward);
        opened = Set.copyOf(opened);
    }

    /** The line to type on the server where it drops this UDP port, or may drop it; empty where nothing is seen to. */
    public Optional<String> opening(int port) {
        return (input.isEmpty() && !unknown) || opened.contains(port)
                ? Optional.empty()
                : Optional.of(owner.open.formatted(port, first(input)));
    }

    private static String first(List<String> chains) {
        return chains.isEmpty() ? "" : chains.getFirst();
    }

    /** The line to type where it drops what one peer sends to another, which matters where the relay has no namespace of its own. */
    public Optional<String> between() {
        return forward.isEmpty() && !unknown
                ? Optional.empty()
                : Optional.of(owner.between.formatted(0, first(forward)));
    }

    /**
     * Reads the server's rules.
     *
     * @param nft lines of {@code nft list ruleset}: tables, chains, hooks, and rules that accept, drop or reject
     * @param legacy lines of {@code iptables-legacy -S}, which nft does not show and which drop all the same; of any iptables where there is no nft
     * @param keepers programs that keep a filter there, as their own switches say
     */
    static HostFirewall of(List<String> nft, List<String> legacy, List<String> keepers) {
        var reader = new Reader();
        nft.forEach(reader::rule);
        legacy.forEach(reader::legacy);
        keepers.forEach(reader::keeper);
        return new HostFirewall(
                reader.input, reader.forward, reader.opened, reader.owner(), nft.contains(UNREAD) || reader.isHidden());
    }

    private static final class Reader {
        private final List<String> input = new ArrayList<>();
        private final List<String> forward = new ArrayList<>();
        private final Set<Integer> opened = new TreeSet<>();
        private final Set<Owner> signs = new TreeSet<>();
        private String table = "";
        private String chain = "";
        private String hook = "";

        void rule(String raw) {
            var line = raw.strip();
            var opens = TABLE.matcher(line);
            var begins = CHAIN.matcher(line);
            var hooks = HOOK.matcher(line);
            if (opens.matches()) {
                table = opens.group(1);
                sign(table.equals("inet firewalld"), Owner.FIREWALLD);
            } else if (begins.matches()) {
                chain = begins.group(1);
                hook = "";
                sign(chain.startsWith("ufw-"), Owner.UFW);
                sign(chain.equals("DOCKER-USER"), Owner.DOCKER);
                sign(table.equals("ip filter") && chain.matches("INPUT|FORWARD"), Owner.IPTABLES);
            } else if (hooks.matches()) {
                hook = hooks.group(1);
                closes(line.contains("policy drop"));
            } else {
                closes(LAST_WORD.matcher(line).matches());
                accepts(line);
            }
        }

        private void accepts(String line) {
            var accepted = ACCEPTED.matcher(line);
            if (accepted.matches()) {
                for (var word : accepted.group(1).replaceAll("[{}\\s]", "").split(",")) {
                    ports(word.split("-"));
                }
            }
        }

        void keeper(String program) {
            sign(program.equals("ufw"), Owner.UFW);
            sign(program.equals("firewalld"), Owner.FIREWALLD);
            sign(program.equals("iptables") && !input.isEmpty(), Owner.IPTABLES);
        }

        /** ufw and firewalld always end in a refusal: one that is not seen was not understood. */
        boolean isHidden() {
            return input.isEmpty() && (signs.contains(Owner.UFW) || signs.contains(Owner.FIREWALLD));
        }

        void legacy(String line) {
            var accepted = LEGACY_ACCEPTED.matcher(line);
            if (accepted.matches()) {
                opened.add(Integer.parseInt(accepted.group(1)));
            }
            for (var name : List.of("INPUT", "FORWARD")) {
                sign(line.contains("-j ufw-"), Owner.UFW);
                if (line.matches("-P " + name + " DROP|-A " + name + " -j (DROP|REJECT).*")) {
                    signs.add(Owner.LEGACY);
                    (name.equals("INPUT") ? input : forward).add("iptables " + name);
                }
            }
        }

        /** A range of more than a few ports names none of ours. */
        private void ports(String[] range) {
            var first = Integer.parseInt(range[0]);
            var last = range.length > 1 ? Integer.parseInt(range[1]) : first;
            for (int port = first; port <= Math.min(last, first + 65_535); port++) {
                opened.add(port);
            }
        }

        private void closes(boolean really) {
            var where = table + " " + chain;
            var list = hook.equals("input") ? input : forward;
            if (really && !hook.isEmpty() && !table.startsWith("inet outpost") && !list.contains(where)) {
                list.add(where);
            }
        }

        private void sign(boolean seen, Owner whose) {
            if (seen) {
                signs.add(whose);
            }
        }

        /** Docker and ufw write through iptables: the first sign in the order of the enum is the nearest owner. */
        Owner owner() {
            return signs.stream()
                    .findFirst()
                    .orElse(input.isEmpty() && forward.isEmpty() ? Owner.UNKNOWN : Owner.NFTABLES);
        }
    }
}
