package dev.outpost.reach;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import dev.outpost.text.Word;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which class of address a line has, and what it needs.
 *
 * @param from where was looked: "this computer", "the router 192.168.1.1"
 * @param asked those whom the user named
 * @param nat how the translation maps, where it could be measured
 * @param natBecause why it is believed, or why it is not known
 */
public record AddressReport(
        String from, Line line, Reachability reach, List<Asked> asked, NatKind nat, String natBecause, Duration took) {
    public AddressReport {
        asked = List.copyOf(asked);
    }

    /** How the address translation on a line maps one socket of ours, asked by two servers (RFC 4787 section 4.1). */
    public enum NatKind implements Word {
        /** The outside sees what the socket has. */
        NONE,
        /** One outside address and port for everybody: hole punching can work. */
        ENDPOINT_INDEPENDENT,
        /** Another outside port, or address, for each server: only a relay helps. */
        SYMMETRIC,
        /** Fewer than two servers answered. */
        UNKNOWN;

        /** What it means, for people. */
        public String words() {
            return switch (this) {
                case NONE -> "nothing translates on the way";
                case ENDPOINT_INDEPENDENT -> "the translation keeps one outside port for everybody";
                case SYMMETRIC -> "the translation takes another outside port for each server";
                case UNKNOWN -> "how the translation maps is not known";
            };
        }
    }

    /** What it comes to: one sentence. */
    public String verdict() {
        return switch (reach) {
            case Reachability.StaticPublic _ -> "you do not need a relay: this address can be called, and it stays";
            case Reachability.DynamicPublic _ ->
                "you do not need a relay: this address can be called; a name has to follow it when it changes";
            case Reachability.Ipv6Only _ -> "you need a relay: nobody can call this line by IPv4";
            case Reachability.BehindNat behind ->
                "you need a relay, unless " + behind.box() + " has a public address and passes a port on";
            case Reachability.CarrierNat _, Reachability.TranslatedPublic _ ->
                "you need a relay: the operator translates, and nothing from outside arrives";
            case Reachability.Unconfirmed _ ->
                "whether you need a relay is not known: the address looks public, and nobody outside has confirmed it";
            case Reachability.Unknown _ -> "whether you need a relay is not known";
        };
    }

    /** Why there is no verdict; empty where there is one. */
    public Optional<Problem> problem() {
        if (reach.isPublic().isPresent()) {
            return Optional.empty();
        }
        var silent = asked.stream().filter(each -> each.address().isEmpty()).toList();
        if (!silent.isEmpty() && line.ipv4().isPresent()) {
            return Optional.of(new Problem(
                    ProblemCode.WAY_OBSERVER_SILENT,
                    "nobody outside told what address they see",
                    silent.getFirst().by().name() + ": " + silent.getFirst().trouble(),
                    "name another one: outpost doctor --address --observer stun:HOST"));
        }
        return Optional.of(new Problem(
                ProblemCode.WAY_ADDRESS_UNKNOWN,
                "which class of address this line has is not known",
                reach.evidence(),
                line.ipv4().isPresent()
                        ? "name somebody outside who may be asked: outpost doctor --address --observer stun:HOST"
                        : "bring the line up first; what it lacks tells: outpost doctor --usb"));
    }

    /** {@code outpost.address/1}; every key is always there. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "schema", "outpost.address/1",
                "from", from,
                "addresses", line.addresses(),
                "observers", asked.stream().map(Asked::json).toList(),
                "class", reach.word(),
                "evidence", reach.evidence(),
                "nat", Json.object("kind", nat.word(), "evidence", natBecause),
                "needsRelay", reach.isPublic().map(isPublic -> !isPublic),
                "verdict", verdict(),
                "problem", problem().map(Problem::document),
                "tookMs", took.toMillis());
    }
}
