package dev.outpost.bench.relay;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.HostView.Route;
import dev.outpost.bench.net.Protocol;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.relay.nft.Evaluation;
import dev.outpost.bench.relay.nft.Evaluation.Judgement;
import dev.outpost.bench.relay.nft.Packet;
import java.util.Optional;

/** A packet's way through the server: prerouting, routing, input or forward, postrouting, and the answer's way back. */
final class PacketPath {

    /** Where answers go: a port of the client's own choice. */
    private static final int EPHEMERAL = 49_152;

    private final RelayKernel kernel;
    private final Evaluation rules;

    PacketPath(RelayKernel kernel) {
        this.kernel = kernel;
        this.rules = new Evaluation(kernel.ruleset());
    }

    Verdict arrives(String device, Flow flow) {
        var packet =
                new Packet(flow, Optional.of(device), Optional.empty(), false, false, kernel.owns(flow.destination()));
        var early = judged("prerouting", packet);
        if (early.isPresent()) {
            return early.get();
        }
        var sent = rules.translated(packet).orElse(flow);
        var translated = !sent.equals(flow);
        return kernel.owns(sent.destination()) ? local(device, sent, translated) : forward(device, sent, translated);
    }

    private Verdict local(String device, Flow flow, boolean translated) {
        var packet = new Packet(flow, Optional.of(device), Optional.empty(), false, translated, true);
        var answer = new Packet(back(flow), Optional.empty(), Optional.of(device), true, translated, false);
        return judged("input", packet)
                .or(() -> judged("output", answer))
                .orElseGet(() -> new Verdict.Local(flow.port()));
    }

    private Verdict forward(String in, Flow flow, boolean translated) {
        if (!kernel.forwarding()) {
            return new Verdict.Dropped("the relay does not forward: net.ipv4.ip_forward is 0");
        }
        var out = kernel.route(flow.destination()).map(Route::device);
        if (out.isEmpty()) {
            return new Verdict.NoRoute("the relay has no route to " + flow.destination());
        }
        var packet = new Packet(flow, Optional.of(in), out, false, translated, false);
        var answer = new Packet(back(flow), out, Optional.of(in), true, translated, false);
        return judged("forward", packet)
                .or(() -> judged("postrouting", packet))
                .or(() -> judged("forward", answer))
                .orElseGet(() -> new Verdict.Forward(leaving(packet, out.get()), out.get()));
    }

    Verdict sends(String device, Flow flow) {
        var packet = new Packet(flow, Optional.empty(), Optional.of(device), false, false, false);
        var answer = new Packet(back(flow), Optional.of(device), Optional.empty(), true, false, true);
        return judged("output", packet)
                .or(() -> judged("postrouting", packet))
                .or(() -> judged("input", answer))
                .orElseGet(() -> new Verdict.Forward(leaving(packet, device), device));
    }

    private Flow leaving(Packet packet, String device) {
        return rules.isMasqueraded(packet) ? packet.flow().from(kernel.sourceOn(device)) : packet.flow();
    }

    /** What ends the way at a hook; empty: it goes on. */
    private Optional<Verdict> judged(String hook, Packet packet) {
        var by = "the relay's nftables, hook " + hook + (packet.isAnswer() ? ", on the answer" : "");
        var judgement = rules.filter(hook, packet);
        if (judgement == Judgement.ACCEPT) {
            return Optional.empty();
        }
        return Optional.of(
                judgement == Judgement.REJECT && !packet.isAnswer()
                        ? new Verdict.Rejected(by)
                        : new Verdict.Dropped(by));
    }

    private static Flow back(Flow flow) {
        var from = flow.destination();
        var to = flow.source();
        return new Flow(flow.protocol(), from, to, flow.protocol() == Protocol.ICMP ? 0 : EPHEMERAL);
    }
}
