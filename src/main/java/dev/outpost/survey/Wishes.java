package dev.outpost.survey;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person adds to the site file on the command line, as far as it decides what is looked at and whether it may be changed.
 *
 * @param bundle folder with packages for the router; absent: {@code bundle} beside the site file, else the cache
 * @param probe a probe's document; absent: the one saved for the site
 * @param adopt MAC of a router that is neither fresh nor ours, but may be written to all the same
 * @param replacing whether a spare router takes the place of the one that the site has
 * @param acceptRelayKey whether a relay's first host key is taken
 */
public record Wishes(
        Optional<Path> bundle,
        Optional<Path> probe,
        Optional<String> adopt,
        boolean replacing,
        boolean acceptRelayKey) {
    public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /** The same for a spare router. */
    public Wishes forSpare() {
        return new Wishes(bundle, probe, adopt, true, acceptRelayKey);
    }
}
