package dev.outpost.workflow;

import dev.outpost.reach.Vantage;
import dev.outpost.survey.Wishes;
import java.util.Optional;

/**
 * What a person asks of a run, besides the site file.
 *
 * @param vantage where to prove the site from; absent: the laptop's own network, if it is in the tunnel
 * @param feed address that stands for OpenWrt's package server
 */
public record Request(Wishes wishes, Optional<Vantage> vantage, Optional<String> feed) {
    /** Nothing besides it. */
    static final Request OF_THE_FILE = new Request(Wishes.NONE, Optional.empty(), Optional.empty());

    /** The same for a spare router. */
    Request forSpare() {
        return new Request(wishes.forSpare(), vantage, feed);
    }
}
