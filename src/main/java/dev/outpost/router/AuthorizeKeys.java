package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/**
 * The tool's key and those of the site file may log in.
 *
 * @param lines of authorized_keys
 */
public record AuthorizeKeys(List<String> lines) implements Step<RouterFacts> {
    public AuthorizeKeys {
        lines = List.copyOf(lines);
        if (lines.stream().anyMatch(line -> line.contains("\n") || line.isBlank())) {
            throw new IllegalArgumentException("a key is one line");
        }
    }

    @Override
    public String title() {
        return "our key may log in";
    }

    @Override
    public Finding check(RouterFacts router) {
        return Finding.of(
                lines.stream()
                        .filter(line -> !router.authorizedKeys().contains(line.strip()))
                        .map(SystemChange.Authorize::new)
                        .toList(),
                lines.size() + " keys are in /etc/dropbear/authorized_keys");
    }
}
