package dev.outpost.workflow;

import dev.outpost.reach.Vantage;
import dev.outpost.router.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person adds to the site file on the command line.
 *
 * @param bundle folder with packages for the router; absent: {@code bundle} beside the site file, else the cache
 * @param probe a probe's document; absent: the one saved for the site
 * @param adopt MAC of a router that is neither fresh nor ours, but may be written to all the same
 * @param replacing whether a spare router takes the place of the one that the site has
 * @param acceptRelayKey whether a relay's first host key is taken
 * @param vantage where to prove the site from; absent: the laptop's own network, if it is in the tunnel
 * @param cableWait how long a cable move is waited for
 * @param feed address that stands for OpenWrt's package server
 * @param chosen where packages come from, once that was decided
 */
public record Options(
        Optional<Path> bundle,
        Optional<Path> probe,
        Optional<String> adopt,
        boolean replacing,
        boolean acceptRelayKey,
        Optional<Vantage> vantage,
        Duration cableWait,
        Optional<String> feed,
        Optional<Bundle> chosen) {
    public static final Options NONE = new Options(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Duration.ofMinutes(3),
            Optional.empty(),
            Optional.empty());

    /** The same for a spare router. */
    public Options forSpare() {
        return new Options(bundle, probe, adopt, true, acceptRelayKey, vantage, cableWait, feed, chosen);
    }

    /** The same with packages from there. */
    Options from(Bundle source) {
        return new Options(
                bundle, probe, adopt, replacing, acceptRelayKey, vantage, cableWait, feed, Optional.of(source));
    }
}
