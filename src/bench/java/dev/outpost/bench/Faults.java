package dev.outpost.bench;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.ModemState;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.relay.SimulatedRelay;
import dev.outpost.bench.router.netifd.Netifd.Links.Lease;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Puts faults on a bench and takes them away again; every unit has them. */
final class Faults {
    /** What a full flash has left, bytes. */
    private static final long LITTLE_FLASH = 60 * 1024;

    /** Longer than the guard of {@code apply} waits on the router, which is 180 s. */
    private static final Duration LINK_LOST = Duration.ofMinutes(4);

    private static final int TRIES_LEFT = 2;

    /** The day it was built, yymmdd: before CVE-2021-36260 was closed. */
    private static final int OLD_FIRMWARE = 190221;

    /** Wrong passwords before it locks: the family's strictest setting, and its usual one. */
    private static final int STRICT = 5;

    private static final int USUAL = 7;

    private static final Ipv4 ROUTER = Ipv4.of("192.168.1.1");

    private static final String OTHER_APN = "m2m.example";
    private static final String PUBLIC = "203.0.113.77";
    private static final String MOVED = "203.0.113.142";

    /** It belongs to somebody else, and operators use it inside. */
    private static final String BORROWED = "25.10.11.12";

    /** RFC 7335: the customer's side of 464XLAT. */
    private static final String TRANSITION = "192.0.0.4";

    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private final List<Unit> units;
    private final SimulatedRelay relay;
    private final LaptopRoot laptop;
    private final VirtualNetwork net;
    private final String soldApn;
    private final Set<Fault> set = EnumSet.noneOf(Fault.class);

    Faults(List<Unit> units, SimulatedRelay relay, LaptopRoot laptop, VirtualNetwork net) {
        this.units = units;
        this.relay = relay;
        this.laptop = laptop;
        this.net = net;
        this.soldApn = units.getFirst().dongle().modem().operator().apn();
    }

    synchronized void sets(Fault fault) throws IOException {
        set.add(fault);
        happens(fault, true);
    }

    synchronized void clears(Fault fault) throws IOException {
        set.remove(fault);
        happens(fault, false);
    }

    /** Writes the laptop's routes as they are now. */
    synchronized void shows() throws IOException {
        writeRoutes(laptop.folder(), set.contains(Fault.DEFAULT_ROUTE_STOLEN));
    }

    private void happens(Fault fault, boolean on) throws IOException {
        switch (fault) {
            case NO_SIGNAL -> modems(modem -> modem.operator().hasSignal(!on));
            case PIN_LOCKED -> modems(modem -> either(on, () -> modem.sim().locks(TRIES_LEFT), modem.sim()::unlocks));
            case FLASH_FULL -> units.forEach(unit -> unit.router().hasFreeFlash(on ? LITTLE_FLASH : unit.freeFlash()));
            case WRONG_APN -> modems(modem -> modem.operator().accepts(on ? OTHER_APN : soldApn));
            case DONGLE_WITHOUT_LINK -> units.forEach(unit -> unit.dongle().hasLink(!on));
            case RELAY_UNREACHABLE -> relayIs(on);
            case DEFAULT_ROUTE_STOLEN -> {
                relayIs(on);
                shows();
            }
            case LINK_LOST_DURING_APPLY -> units.forEach(unit -> link(unit, on));
            case LAPTOP_KEEPS_ADDRESS ->
                units.forEach(unit -> unit.router().cable().laptopKeepsItsAddress(on));
            case ROUTER_OFF -> units.forEach(unit -> unit.hasPower(!on));
            case DONGLE_UNPLUGGED -> units.forEach(unit -> unit.hasDongle(!on));
            case SIM_OUT -> modems(modem -> either(on, modem.sim()::isTakenOut, modem.sim()::unlocks));
            case SIM_DENIED -> modems(modem -> modem.operator().denies(on));
            case UDP_BLOCKED -> net.operatorBlocksUdp(on);
            case CLOCK_BEHIND, TUNNEL_DOWN, NAMES_LOST, ROUTER_DEAF, REDIRECT_ASTRAY -> types(fault, on);
            case PORT_SHUT -> {
                types(fault, on);
                net.nobodyWasHeard();
            }
            case NAME_ASTRAY -> net.namesLag(on);
            case VIEWERS_SHUT_OUT -> relay.types(fault.typed(on));
            case VIEWER_OFF -> net.viewerIsOff(on);
            case OBSERVERS_DISAGREE -> net.poolShowsOthers(on);
            case PUBLIC_ADDRESS, ADDRESS_MOVES, TRANSLATED_ADDRESS, IPV6_ONLY -> address(fault, on);
            case HOTSPOT -> units.forEach(unit -> unit.hasHotspot(on));
            case CPE_ROUTER, CPE_BRIDGE, CPE_LEASE_TAKEN -> units.forEach(unit -> unit.modem(lease(fault), on));
            default -> units.forEach(unit -> happens(fault, unit.camera(), on));
        }
    }

    private void modems(Consumer<ModemState> does) {
        units.forEach(unit -> does.accept(unit.dongle().modem()));
    }

    /** What can be wrong with one camera. */
    static void happens(Fault fault, SimulatedCamera camera, boolean on) {
        switch (fault) {
            case CAMERA_OFF -> camera.hasLink(!on);
            case RTSP_OFF -> camera.streams(!on);
            case CAMERA_PASSWORD_CHANGED -> camera.knowsPassword(!on);
            case CAMERA_WITHOUT_GATEWAY -> either(on, camera::losesGateway, () -> camera.getsGateway(ROUTER));
            case CAMERA_FIRMWARE_OLD -> camera.runsFirmwareOf(on ? OLD_FIRMWARE : SimulatedCamera.FIRMWARE);
            case CAMERA_INACTIVE, CAMERA_INACTIVE_V3 ->
                either(on, () -> camera.isFresh(fault == Fault.CAMERA_INACTIVE_V3), camera::isInUse);
            case CAMERA_ONVIF_OFF -> camera.hasOnvif(!on);
            case CAMERA_LOCKS_AFTER_FIVE -> camera.login().shutsAfter(on ? STRICT : USUAL);
            case CAMERA_CLOCK_WRONG -> camera.settings().clockSays(on ? Instant.EPOCH : camera.timeOutside());
            case CAMERA_IN_OTHER_SUBNET ->
                camera.standsAt(
                        Cidr.of(on ? "192.168.8.64/24" : "192.168.1.64/24"), on ? Ipv4.of("192.168.8.1") : ROUTER);
            case CAMERA_H265 -> camera.encodes(on ? VideoFile.H265 : VideoFile.H264);
            case CAMERA_ONE_CONNECTION -> camera.playsForOneOnly(on);
            case CAMERA_NARROW -> camera.isBehindANarrowWay(on);
            default -> {
                return; // of something else
            }
        }
    }

    private static void either(boolean on, Runnable happens, Runnable ends) {
        (on ? happens : ends).run();
    }

    private void types(Fault fault, boolean on) {
        units.forEach(unit -> unit.types((on ? "date +%s >/tmp/right; " : "") + fault.typed(on)));
    }

    private void address(Fault fault, boolean on) {
        for (var unit : units) {
            var usual = "100.72." + (units.indexOf(unit) + 1) + ".9";
            var other = switch (fault) {
                case PUBLIC_ADDRESS -> PUBLIC;
                case ADDRESS_MOVES -> MOVED;
                case TRANSLATED_ADDRESS -> BORROWED;
                default -> TRANSITION;
            };
            unit.dongle().modem().operator().handsOut(on ? other : usual);
        }
        if (fault == Fault.ADDRESS_MOVES && on) {
            units.forEach(unit -> unit.types("ifdown wan; ifup wan"));
        }
    }

    /** What the separate modem hands out: to one who asks, of its own network or the operator's. */
    private static Optional<Lease> lease(Fault fault) {
        return switch (fault) {
            case CPE_ROUTER -> Optional.of(new Lease(Cidr.of("192.168.0.100/24"), Ipv4.of("192.168.0.1")));
            case CPE_BRIDGE -> Optional.of(new Lease(Cidr.of(PUBLIC + "/30"), Ipv4.of("203.0.113.78")));
            default -> Optional.empty();
        };
    }

    private static void link(Unit unit, boolean on) {
        var cable = unit.router().cable();
        cable.losesLinkAtRestart(on ? Optional.of(LINK_LOST) : Optional.empty());
        if (!on) {
            cable.isFixed();
        }
    }

    private void relayIs(boolean dark) throws IOException {
        if (dark) {
            relay.goesDark();
        } else {
            relay.comesBack();
        }
    }

    /**
     * The laptop's {@code proc/net/route} and {@code proc/net/if_inet6}: a cable to the router, a phone's hotspot for the rest.
     *
     * @param stolen whether the default route leads into the router
     */
    private static void writeRoutes(Path laptop, boolean stolen) throws IOException {
        var net = Files.createDirectories(laptop.resolve("proc/net"));
        var inward = row("eth0", "00000000", "0101A8C0", 3, 100, "00000000");
        var outward = row("wlan0", "00000000", "012BA8C0", 3, 600, "00000000");
        Files.writeString(
                net.resolve("route"),
                HEAD
                        + (stolen ? inward + outward : outward)
                        + row("eth0", "0001A8C0", "00000000", 1, 100, "00FFFFFF")
                        + row("wlan0", "002BA8C0", "00000000", 1, 600, "00FFFFFF"));
        Files.writeString(net.resolve("if_inet6"), """
                fe80000000000000020000fffe000001 02 40 20 80     eth0
                00000000000000000000000000000001 01 80 10 80       lo
                """);
    }

    /** Addresses are hexadecimal, least significant byte first; flags 1 up, 2 by a gateway. */
    private static String row(String device, String to, String gateway, int flags, int metric, String mask) {
        return "%s\t%s\t%s\t%04X\t0\t0\t%d\t%s\t0\t0\t0\n".formatted(device, to, gateway, flags, metric, mask);
    }
}
