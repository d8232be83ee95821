package dev.outpost.bench;

import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.relay.SimulatedRelay;
import java.util.List;
import java.util.stream.Collectors;

/** The buttons of the control port. */
final class Panel implements Controls {
    private final List<Unit> units;
    private final SimulatedRelay relay;
    private final VirtualNetwork net;
    private final Faults faults;

    Panel(List<Unit> units, SimulatedRelay relay, VirtualNetwork net, Faults faults) {
        this.units = units;
        this.relay = relay;
        this.net = net;
        this.faults = faults;
    }

    @Override
    public String counters() {
        var more = units.size() > 1
                ? units.stream()
                        .map(unit -> "\"" + unit.site() + "\":" + router(unit))
                        .collect(Collectors.joining(",", ",\"units\":{", "}"))
                : "";
        var traffic = relay.traffic();
        return "{\"router\":%s,\"relay\":%s%s}"
                .formatted(
                        router(units.getFirst()),
                        object(
                                traffic.connections(),
                                traffic.execs() + traffic.forwards(),
                                relay.writes(),
                                traffic.bytesIn()),
                        more);
    }

    private static String router(Unit unit) {
        var counters = unit.router().counters();
        return object(counters.connections(), counters.channels(), counters.writes(), counters.bytesIn());
    }

    private static String object(long connections, long channels, long writes, long bytesIn) {
        return "{\"connections\":%d,\"channels\":%d,\"writes\":%d,\"bytesIn\":%d}"
                .formatted(connections, channels, writes, bytesIn);
    }

    @Override
    public void sets(Fault fault) {
        faults.sets(fault);
    }

    @Override
    public void clears(Fault fault) {
        faults.clears(fault);
    }

    @Override
    public void powerCycles(String unit) {
        named(unit).powerCycles();
    }

    @Override
    public void movesCable(String unit, Cable end) {
        named(unit).movesCable(end);
    }

    @Override
    public void viewerScans(String wireguardConf) {
        net.scan(wireguardConf);
    }

    private Unit named(String site) {
        return units.stream()
                .filter(unit -> site.isEmpty() || unit.site().equals(site))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no unit is called " + site));
    }
}
