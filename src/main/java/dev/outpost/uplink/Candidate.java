package dev.outpost.uplink;

import java.util.List;

/** One possible uplink with what speaks for and against it. */
public record Candidate(
        Uplink uplink, Confidence confidence, List<String> reasons, List<String> against, OpenWrtNeeds openwrt) {
    public Candidate {
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }
}
