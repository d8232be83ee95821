package dev.outpost.bench.nft;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.HostView;
import dev.outpost.bench.net.HostView.Route;
import dev.outpost.bench.net.Outcome.Refused;
import dev.outpost.bench.net.Outcome.Silence;
import dev.outpost.bench.net.Outcome.Unreachable;
import dev.outpost.bench.net.Protocol;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.nft.Statement.Word;
import java.util.Optional;

/** A packet's way through a host: prerouting, routing, input or forward, postrouting, and the answer's way back. */
public final class PacketPath {
    /** Where answers go: a port of the client's own choice. */
    private static final int EPHEMERAL = 49_152;

    private final HostView host;
    private final Evaluation rules;
    private final boolean forwards;

    /** @param forwards what {@code net.ipv4.ip_forward} says */
    public PacketPath(HostView host, Ruleset rules, boolean forwards) {
        this.host = host;
        this.rules = new Evaluation(rules);
        this.forwards = forwards;
    }

    /** What becomes of a new connection that came by a device. */
    public Verdict arrives(String device, Flow flow) {
        var packet =
                new Packet(flow, Optional.of(device), Optional.empty(), false, false, host.owns(flow.destination()));
        var early = judged("prerouting", packet);
        if (early.isPresent()) {
            return early.get();
        }
        var sent = rules.sent(packet);
        var now = sent.map(Evaluation.Sent::flow).orElse(flow);
        return sent.filter(Evaluation.Sent::isHere).isPresent() || host.owns(now.destination())
                ? local(device, now, sent.isPresent())
                : forward(device, now, sent.isPresent());
    }

    private Verdict local(String device, Flow flow, boolean translated) {
        var packet = new Packet(flow, Optional.of(device), Optional.empty(), false, translated, true);
        var answer = new Packet(back(flow), Optional.empty(), Optional.of(device), true, translated, false);
        return judged("input", packet)
                .or(() -> judged("output", answer))
                .orElseGet(() -> new Verdict.Local(flow.port()));
    }

    private Verdict forward(String in, Flow flow, boolean translated) {
        if (!forwards) {
            return new Verdict.Ended(new Silence(host.name() + " does not forward: net.ipv4.ip_forward is 0"));
        }
        var out = host.route(flow.destination()).map(Route::device);
        if (out.isEmpty()) {
            return new Verdict.Ended(new Unreachable(host.name() + " has no route to " + flow.destination()));
        }
        var packet = new Packet(flow, Optional.of(in), out, false, translated, false);
        var answer = new Packet(back(flow), out, Optional.of(in), true, translated, false);
        return judged("forward", packet)
                .or(() -> judged("postrouting", packet))
                .or(() -> judged("forward", answer))
                .orElseGet(() -> new Verdict.Forward(leaving(packet), out.get()));
    }

    /** What becomes of a connection of the host's own. */
    public Verdict sends(String device, Flow flow) {
        var packet = new Packet(flow, Optional.empty(), Optional.of(device), false, false, false);
        var answer = new Packet(back(flow), Optional.of(device), Optional.empty(), true, false, true);
        return judged("output", packet)
                .or(() -> judged("postrouting", packet))
                .or(() -> judged("input", answer))
                .orElseGet(() -> new Verdict.Forward(leaving(packet), device));
    }

    private Flow leaving(Packet packet) {
        return rules.isMasqueraded(packet)
                ? host.route(packet.flow().destination())
                        .map(route -> packet.flow().from(route.source()))
                        .orElse(packet.flow())
                : packet.flow();
    }

    /** What ends the way at a hook; empty: it goes on. */
    private Optional<Verdict> judged(String hook, Packet packet) {
        var by = "nftables of " + host.name() + ", hook " + hook + (packet.isAnswer() ? ", on the answer" : "");
        var judgement = rules.filter(hook, packet);
        if (judgement == Word.ACCEPT) {
            return Optional.empty();
        }
        return Optional.of(
                new Verdict.Ended(judgement == Word.REJECT && !packet.isAnswer() ? new Refused(by) : new Silence(by)));
    }

    private static Flow back(Flow flow) {
        var from = flow.destination();
        var to = flow.source();
        return new Flow(flow.protocol(), from, to, flow.protocol() == Protocol.ICMP ? 0 : EPHEMERAL);
    }
}
