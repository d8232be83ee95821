package dev.outpost.router;

import dev.outpost.shell.Script;
import java.util.List;
import java.util.stream.Collectors;

/** What the kernel's ruleset must hold because of sections that were written: {@code fw4} exits 0 whatever it skips (facts/behaviours.md#29, #30). */
public final class FirewallProof {
    private FirewallProof() {}

    /** The script that looks; it prints a line {@code firewall SECTION: WHY} for each section that is not there. */
    public static Script of(List<? extends RouterChange> changes) {
        var expected =
                changes.stream().flatMap(change -> change.inRuleset().stream()).collect(Collectors.joining("\n"));
        return Script.in(FirewallProof.class, "firewall").with("EXPECTED", expected);
    }
}
