package dev.outpost.bench.nft;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.nft.Packet.Field;
import dev.outpost.bench.nft.Ruleset.Chain;
import dev.outpost.bench.nft.Ruleset.Hook;
import dev.outpost.bench.nft.Ruleset.Named;
import dev.outpost.bench.nft.Ruleset.Rule;
import dev.outpost.bench.nft.Ruleset.Table;
import dev.outpost.bench.nft.Statement.Word;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks a ruleset about a packet, hook by hook, as the kernel does: chains by priority, a drop anywhere is the end. */
final class Evaluation {
    private record Base(Table table, Chain chain, Hook hook) {}

    /**
     * Where a new connection is sent instead.
     *
     * @param isHere whether that is this host itself, whatever the address says
     */
    record Sent(Flow flow, boolean isHere) {}

    /** What a rule or chain did: a verdict, and with it perhaps another destination or another source. */
    private record Effect(Word word, Optional<Sent> sent, boolean masquerades) {
        static Effect of(Word word) {
            return new Effect(word, Optional.empty(), false);
        }

        static Effect to(Flow flow, boolean isHere) {
            return new Effect(Word.ACCEPT, Optional.of(new Sent(flow, isHere)), false);
        }
    }

    private final Ruleset ruleset;

    Evaluation(Ruleset ruleset) {
        this.ruleset = ruleset;
    }

    /** What a hook says: accept, drop or reject. */
    Word filter(String hook, Packet packet) {
        for (var base : bases(hook, "filter")) {
            var word = run(base.table(), base.chain(), packet)
                    .map(Effect::word)
                    .orElse(base.chain().accepts() ? Word.ACCEPT : Word.DROP);
            if (word != Word.ACCEPT) {
                return word;
            }
        }
        return Word.ACCEPT;
    }

    /** Where a new connection is sent instead, by the nat chains of prerouting. */
    Optional<Sent> sent(Packet packet) {
        return nat("prerouting", packet).flatMap(Effect::sent);
    }

    /** Whether a new connection leaves under the address of its device. */
    boolean isMasqueraded(Packet packet) {
        return nat("postrouting", packet).filter(Effect::masquerades).isPresent();
    }

    private Optional<Effect> nat(String hook, Packet packet) {
        return bases(hook, "nat").stream()
                .map(base -> run(base.table(), base.chain(), packet))
                .flatMap(Optional::stream)
                .filter(effect -> effect.sent().isPresent() || effect.masquerades())
                .findFirst();
    }

    private List<Base> bases(String hook, String type) {
        return ruleset.all().stream()
                .filter(Table::seesIpv4)
                .flatMap(table -> table.chains().values().stream()
                        .flatMap(chain -> chain.hook().stream().map(where -> new Base(table, chain, where))))
                .filter(base ->
                        base.hook().at().equals(hook) && base.hook().type().equals(type))
                .sorted(Comparator.comparingInt(base -> base.hook().priority()))
                .toList();
    }

    /** The first rule that does something; what returns has done nothing. */
    private Optional<Effect> run(Table table, Chain chain, Packet packet) {
        for (var rule : chain.rules()) {
            var effect = rule(table, rule, packet);
            if (effect.isPresent()) {
                return effect.filter(each -> each.word() != Word.RETURN);
            }
        }
        return Optional.empty();
    }

    private Optional<Effect> rule(Table table, Rule rule, Packet packet) {
        for (var statement : rule.statements()) {
            switch (statement) {
                case Statement.Match match -> {
                    if (!matches(table, match, packet)) {
                        return Optional.empty();
                    }
                }
                case Statement.Judge judge -> {
                    var effect = judged(table, judge, packet);
                    if (effect.isPresent() || judge.word() == Word.GOTO) {
                        return effect.or(() -> Optional.of(Effect.of(Word.RETURN)));
                    }
                }
                case Statement.VerdictMap map -> {
                    var effect = packet.values(map.fields())
                            .flatMap(given -> map.cases().entrySet().stream()
                                    .filter(each -> Value.covers(each.getKey(), given))
                                    .findFirst()
                                    .flatMap(each -> judged(table, each.getValue(), packet)));
                    if (effect.isPresent()) {
                        return effect;
                    }
                }
                case Statement.Dnat(var to, var port) -> {
                    var flow = packet.flow();
                    return Optional.of(Effect.to(flow.to(to, port.orElse(flow.port())), false));
                }
                case Statement.Redirect(var port) -> {
                    var flow = packet.flow();
                    return Optional.of(Effect.to(flow.to(flow.destination(), port.orElse(flow.port())), true));
                }
                case Statement.Masquerade ignored -> {
                    return Optional.of(new Effect(Word.ACCEPT, Optional.empty(), true));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Effect> judged(Table table, Statement.Judge judge, Packet packet) {
        return switch (judge.word()) {
            case ACCEPT, DROP, REJECT, RETURN -> Optional.of(Effect.of(judge.word()));
            case JUMP, GOTO ->
                Optional.ofNullable(table.chains().get(judge.chain())).flatMap(next -> run(table, next, packet));
        };
    }

    private static boolean matches(Table table, Statement.Match match, Packet packet) {
        var values = packet.values(match.fields());
        if (values.isEmpty()) {
            return match.not()
                    && match.fields().stream().allMatch(field -> field == Field.IIFNAME || field == Field.OIFNAME);
        }
        var among = match.set()
                .flatMap(name -> Optional.ofNullable(table.sets().get(name)))
                .map(Named::elements)
                .orElse(match.values());
        return among.stream().anyMatch(key -> Value.covers(key, values.get())) != match.not();
    }
}
