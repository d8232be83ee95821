package dev.outpost.contact;

import dev.outpost.ledger.State;
import dev.outpost.shell.Identity;
import dev.outpost.shell.Links;
import dev.outpost.shell.Wire;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.util.List;

/**
 * What this computer can ask about the networks it is plugged into.
 *
 * @param laptop folder that holds its {@code proc} and {@code sys}; {@code /} on a real one
 * @param wire asks who is behind an interface
 * @param links opens SSH connections
 * @param state which units and keys are known
 */
public record LocalNetwork(Path laptop, Wire wire, Links links, State state) {
    /** The tool's own key, where it was born: a fresh router asks for none, and it is made for the first that is written to, not for a look. */
    List<Identity> ownKey() {
        return state.keyIfBorn().<Identity>map(key -> new Identity.Pair(key.pair())).stream()
                .toList();
    }

    /** The time that its connections wait by. */
    public Ticker ticker() {
        return links.ticker();
    }
}
