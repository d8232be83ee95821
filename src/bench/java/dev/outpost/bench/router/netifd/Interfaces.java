package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.net.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All logical interfaces netifd has now, and what those that are up give the kernel. Its lock guards every {@link Iface}. */
public final class Interfaces {
    private final Map<String, Iface> byName = new TreeMap<>();

    synchronized void put(Iface iface) {
        byName.put(iface.name, iface);
    }

    synchronized void forget(String name) {
        byName.remove(name);
    }

    synchronized void forgetAll() {
        byName.clear();
    }

    synchronized List<Iface> all() {
        return List.copyOf(byName.values());
    }

    synchronized Optional<Iface> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** False once the interface was removed or made anew. */
    synchronized boolean has(Iface iface) {
        return byName.get(iface.name) == iface;
    }

    public synchronized boolean knows(String name) {
        return byName.containsKey(name);
    }

    public synchronized Optional<String> deviceOf(String name) {
        return find(name).filter(iface -> iface.up).map(iface -> iface.l3);
    }

    public synchronized List<Cidr> addressesOf(String name) {
        return find(name)
                .filter(iface -> iface.up)
                .map(iface -> List.copyOf(iface.addresses))
                .orElse(List.of());
    }

    /** Addresses by device of everything that is up, loopback left out. */
    public synchronized Map<String, List<Cidr>> addresses() {
        var found = new LinkedHashMap<String, List<Cidr>>();
        byName.values().stream()
                .filter(iface -> iface.up && !iface.l3.equals("lo") && !iface.addresses.isEmpty())
                .forEach(iface -> found.computeIfAbsent(iface.l3, device -> new ArrayList<>())
                        .addAll(iface.addresses));
        return found;
    }

    /** Routes of everything that is up, connected networks first. */
    public synchronized List<NetRoute> routes() {
        var found = new ArrayList<NetRoute>();
        byName.values().stream()
                .filter(iface -> iface.up && !iface.l3.equals("lo"))
                .forEach(iface -> {
                    iface.addresses.stream()
                            .filter(address -> address.prefix() < 32)
                            .forEach(address -> found.add(new NetRoute(
                                    address.network(), Optional.empty(), iface.l3, Optional.of(address.address()))));
                    iface.routes.stream()
                            .filter(route -> !isThere(found, route))
                            .forEach(found::add);
                });
        return found;
    }

    /** A route that an address brought already: the kernel has it once. */
    private static boolean isThere(List<NetRoute> found, NetRoute route) {
        return route.gateway().isEmpty()
                && found.stream()
                        .anyMatch(other -> other.target().equals(route.target())
                                && other.device().equals(route.device()));
    }

    public synchronized List<WireguardDevice> wireguard() {
        return byName.values().stream()
                .flatMap(iface -> iface.wireguard.stream())
                .toList();
    }
}
