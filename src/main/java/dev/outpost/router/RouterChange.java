package dev.outpost.router;

import dev.outpost.step.Change;
import java.time.Instant;
import java.util.List;

/** One change on a router, as a value. */
public sealed interface RouterChange extends Change
        permits RouterChange.Authorize,
                RouterChange.SetClock,
                RouterChange.SetPassword,
                RouterChange.Install,
                RouterChange.CureHandler,
                RouterChange.LanMoves,
                RouterChange.Put,
                RouterChange.PutPin,
                RouterChange.ZoneGets,
                SectionChange {

    /** A key that may log in, as a line of authorized_keys. */
    record Authorize(String line) implements RouterChange {
        @Override
        public String describe() {
            var words = line.split(" ", 3);
            return "router: key " + (words.length > 2 ? words[2] : "without a name") + " (" + words[0] + ") may log in";
        }

        @Override
        public long flashBytes() {
            return line.length() + 1L;
        }
    }

    /** The laptop's time. */
    record SetClock(Instant from, Instant to) implements RouterChange {
        @Override
        public String describe() {
            return "router: clock " + from + " to " + to;
        }
    }

    /** Root's password. */
    record SetPassword() implements RouterChange {
        @Override
        public String describe() {
            return "router: root gets a password: *****";
        }
    }

    /** One package. */
    record Install(Bundle.Item item) implements RouterChange {
        @Override
        public String describe() {
            return "router: install " + item.name() + " " + item.version()
                    + (item.installed().isPresent() ? "" : " (size not known)");
        }

        @Override
        public long flashBytes() {
            return item.installed().orElse(0L);
        }
    }

    /** The CR that makes 23.05 and 24.10 take a known modem for an unknown one. */
    record CureHandler() implements RouterChange {
        @Override
        public String describe() {
            return "router: /lib/netifd/proto/ncm.sh strips the CR behind the modem's manufacturer (as OpenWrt 25.12 does)";
        }
    }

    /**
     * The LAN gets another address: every session over it ends, link-local ones too (facts/behaviours.md#23).
     *
     * @param from address and prefix now
     * @param sections of network and dhcp that change
     */
    record LanMoves(String from, String to, List<SectionChange> sections) implements RouterChange {
        public LanMoves {
            sections = List.copyOf(sections);
        }

        /** Without the prefix. */
        public String address() {
            return to.replaceFirst("/.*", "");
        }

        @Override
        public String describe() {
            var pool = sections.stream()
                    .filter(section -> section.uci().equals("dhcp"))
                    .findFirst();
            return (from.equals(to) ? "router: LAN " + to : "router: LAN moves from " + from + " to " + to)
                    + pool.map(dhcp -> "; its DHCP server hands out "
                                    + dhcp.after().value("limit").orElse("") + " addresses from number "
                                    + dhcp.after().value("start").orElse(""))
                            .orElse("");
        }

        @Override
        public List<String> exactly() {
            return sections.stream().flatMap(each -> each.exactly().stream()).toList();
        }

        @Override
        public long flashBytes() {
            return sections.stream().mapToLong(SectionChange::flashBytes).sum();
        }
    }

    /** A file of our own. */
    record Put(OwnFile file) implements RouterChange {
        @Override
        public String describe() {
            return "router: " + file.path() + " " + file.purpose();
        }

        @Override
        public long flashBytes() {
            return file.text().length();
        }
    }

    /** The SIM's PIN, bound to its card. */
    record PutPin() implements RouterChange {
        @Override
        public String describe() {
            return "router: /etc/outpost-pin, root's alone: the PIN for this SIM, entered before wan starts";
        }
    }

    /**
     * An interface comes into a zone.
     *
     * @param place of the zone's section among those of its type, as the look saw it
     */
    record ZoneGets(int place, String zone, String network) implements RouterChange {
        /** A line for {@code uci batch}. */
        public String edit() {
            return "add_list firewall.@zone[" + place + "].network='" + network + "'";
        }

        @Override
        public String describe() {
            return "router: firewall zone " + zone + " gets the interface " + network;
        }

        @Override
        public List<String> exactly() {
            return List.of("uci " + edit());
        }

        @Override
        public long flashBytes() {
            return edit().length();
        }
    }
}
