package dev.outpost.router;

import dev.outpost.shell.Script;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the kernel's ruleset must hold because of sections that were written: {@code fw4} exits 0 whatever it skips (facts/behaviours.md#29, #30). */
public final class FirewallProof {
    private FirewallProof() {}

    /** The script that looks; it prints a line {@code firewall SECTION: WHY} for each section that is not there. */
    public static Script of(List<SectionChange> sections) {
        var expected = sections.stream()
                .filter(change -> change.uci().equals("firewall"))
                .flatMap(change -> trace(change).stream())
                .collect(Collectors.joining("\n"));
        return Script.in(FirewallProof.class, "firewall").with("EXPECTED", expected);
    }

    /** fw4 makes chains for a zone and writes the name of a rule or redirect into a comment. */
    private static Optional<String> trace(SectionChange change) {
        var section = change.after();
        var name = section.value("name");
        return switch (section.type()) {
            case "zone" -> name.map(zone -> section.name() + " chain input_" + zone);
            case "rule", "redirect" -> name.map(text -> section.name() + " \"!fw4: " + text + "\"");
            default -> Optional.empty();
        };
    }
}
