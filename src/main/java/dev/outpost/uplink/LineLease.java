package dev.outpost.uplink;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.SpecialRange;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.router.LanAddress;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.LanWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;

/** What the address tells that a box before the router gave it. */
public record LineLease(Site site, Narrator narrator) {
    /**
     * Says it, where the uplink is no dongle.
     *
     * @param seen the router before this run
     * @throws ProblemException {@code LAN-UPLINK-CLASH} where the box has the network that the LAN has
     */
    public void told(String address, RouterFacts seen) {
        site.modem().line().ifPresent(line -> {
            narrator.decided(words(line, address), "the class of wan's address " + address);
            if (site.lan() instanceof LanWish.Stays && isInLan(address, seen)) {
                throw new ProblemException(ProblemCode.LAN_UPLINK_CLASH.problem(
                        line.box() + " gave wan the address " + address + ", which is in the router's own LAN",
                        "packets for one of the two get lost",
                        "below router: in " + site.file()
                                + " write the line   lan: auto   and run the same command again"));
            }
        });
    }

    /** A bridge and a passthrough of one lease look the same from here. */
    static String words(UplinkHandlers.Line line, String address) {
        var range = Ipv4.parse(address).flatMap(SpecialRange::of);
        if (range.filter(is -> is == SpecialRange.PRIVATE).isPresent()) {
            return line.box() + " is a router itself: it translates, and nobody calls through it (double NAT)";
        }
        return range.filter(is -> is == SpecialRange.SHARED).isPresent()
                ? line.box() + " hands its line through, and the operator translates (carrier NAT)"
                : line.box() + " hands its line through: a bridge, or a passthrough of one lease";
    }

    private static boolean isInLan(String address, RouterFacts seen) {
        return LanAddress.of(seen)
                .flatMap(lan -> Cidr.parse(lan.toString()))
                .filter(lan -> Ipv4.parse(address).filter(lan::contains).isPresent())
                .isPresent();
    }
}
