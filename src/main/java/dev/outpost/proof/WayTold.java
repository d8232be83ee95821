package dev.outpost.proof;

import dev.outpost.step.Narrator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A walked way for people. */
record WayTold(Narrator narrator) {

    /** Hops with one and the same evidence share a line; what lies behind the first broken one and could not be asked is left to the document. */
    List<Hop> told(List<Hop> way) {
        var open = new ArrayList<Hop>();
        var broken = false;
        for (var hop : way) {
            if (!open.isEmpty()
                    && !(open.getLast().evidence().equals(hop.evidence())
                            && open.getLast().state() == hop.state())) {
                tell(open);
                open.clear();
            }
            if (hop.isBroken() || !broken || hop.state() == Hop.State.OK) {
                open.add(hop);
            }
            broken |= hop.isBroken();
        }
        if (!open.isEmpty()) {
            tell(open);
        }
        return way;
    }

    private void tell(List<Hop> same) {
        var names = same.stream().map(Hop::words).collect(Collectors.joining(", "));
        var evidence = same.getFirst().evidence();
        switch (same.getFirst().state()) {
            case OK -> narrator.saw(names + ": well", evidence);
            case BROKEN -> narrator.warned(names + ": " + evidence);
            case UNKNOWN -> narrator.saw(names + ": not known", evidence);
        }
    }
}
