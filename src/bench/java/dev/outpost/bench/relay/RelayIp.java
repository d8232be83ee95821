package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Debian's {@code ip}: namespaces, WireGuard links, the pair of virtual cables, addresses and routes. */
record RelayIp(RelayKernel kernel) implements Program {
    /** What runs in the namespace has this in its environment. */
    private static final String SPACE = "_netns";

    private static final String NAMES = "/run/netns/";

    static boolean isInside(Call call) {
        return call.env().containsKey(SPACE);
    }

    @Override
    public int run(Call call) throws InterruptedException {
        var words = new ArrayList<>(call.words());
        words.remove("-4");
        var there = words.remove("-n");
        if (there && !kernel.space().equals(Optional.of(words.getFirst()))) {
            return noSpace(call, words.getFirst());
        }
        var verb = words.subList(there ? 1 : 0, words.size());
        var name = verb.size() > 2 ? verb.get(2) : "";
        return switch (String.join(" ", verb.subList(0, Math.min(2, verb.size())))) {
            case "netns add" -> addSpace(call, name);
            case "netns del" -> kernel.space().isEmpty() ? noSpace(call, name) : deleteSpace(call);
            case "netns exec" ->
                kernel.space().equals(Optional.of(name))
                        ? inside(call, name).run(verb.subList(3, verb.size()))
                        : noSpace(call, name);
            case "link add" -> add(call, name, verb);
            case "link show" -> exists(name, there) ? 0 : missing(call, name);
            case "link del" -> exists(name, there) ? delete(name) : missing(call, name);
            case "link set" -> exists(name, there) ? set(name, verb) : missing(call, name);
            case "addr add" ->
                exists(verb.getLast(), there) ? address(Cidr.of(name), verb.getLast()) : missing(call, verb.getLast());
            case "route show" -> routes(call, verb.size() == 2);
            case "route add" -> exists(verb.getLast(), there) ? 0 : missing(call, verb.getLast());
            default -> usage(call);
        };
    }

    private static int noSpace(Call call, String name) {
        return call.refuse(1, "Cannot open network namespace \"" + name + "\": No such file or directory");
    }

    private static int usage(Call call) {
        return call.refuse(255, "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }");
    }

    private static Call inside(Call call, String name) {
        var env = new TreeMap<>(call.env());
        env.put(SPACE, name);
        return call.with(env);
    }

    private int addSpace(Call call, String name) {
        kernel.addSpace(name);
        call.files().put(NAMES + name, "");
        return 0;
    }

    private int deleteSpace(Call call) {
        kernel.deleteSpace();
        call.files().clear(NAMES);
        return 0;
    }

    private int add(Call call, String device, List<String> words) {
        if (exists(device, false) || kernel.hasLink(device)) {
            return call.refuse(2, "RTNETLINK answers: File exists");
        }
        if (words.contains("wireguard")) {
            kernel.addLink(device);
        } else if (words.contains("veth")) {
            kernel.cable(
                    Optional.of(new RelayKernel.Cable(device, words.get(words.indexOf("name") + 1), Optional.empty())));
        } else {
            return usage(call);
        }
        return 0;
    }

    private int delete(String device) {
        if (kernel.cable().filter(cable -> cable.host().equals(device)).isPresent()) {
            kernel.cable(Optional.empty());
        } else {
            kernel.deleteLink(device);
        }
        return 0;
    }

    private int set(String device, List<String> words) {
        if (words.contains("netns")) {
            kernel.move(device);
        } else if (words.contains("up")) {
            kernel.comesUp(device);
        }
        return 0;
    }

    private boolean exists(String device, boolean there) {
        return device.equals("lo")
                || (kernel.hasWireguard(device) && kernel.isInside(device) == there)
                || kernel.cable()
                        .filter(cable -> device.equals(there ? cable.inner() : cable.host()))
                        .isPresent();
    }

    private static int missing(Call call, String device) {
        return call.refuse(1, "Cannot find device \"" + device + "\"");
    }

    private int address(Cidr network, String device) {
        if (kernel.cable().filter(cable -> cable.host().equals(device)).isPresent()) {
            kernel.cable(kernel.cable()
                    .map(cable -> new RelayKernel.Cable(cable.host(), cable.inner(), Optional.of(network.address()))));
        } else {
            kernel.address(device, network);
        }
        return 0;
    }

    /** The namespace's own routes follow from its addresses; the host's into it are taken as they are asked for. */
    private int routes(Call call, boolean all) {
        if (all) {
            call.say("default via " + Ipv4.of("203.0.113.1") + " dev " + RelayKernel.OUTSIDE);
            kernel.cable().ifPresent(cable -> call.say("10.77.0.0/16 dev " + cable.host()));
        }
        return 0;
    }
}
