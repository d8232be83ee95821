package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import dev.outpost.uci.UciOption;

/** The router's own NTP server answers on the LAN: a camera that reaches nobody outside asks it for the time. */
public record ServeTime() implements Step<RouterFacts> {
    private static final String NTP = "ntp";
    private static final String SERVES = "enable_server";

    @Override
    public String title() {
        return "the router tells cameras the time";
    }

    /** A router without the section has another program for it, which is somebody else's business. */
    @Override
    public Finding check(RouterFacts router) {
        var wanted = router.uci("system").section(NTP).map(now -> {
            var section = Sections.section(NTP, now.type()).option(SERVES, "1");
            now.options().stream()
                    .map(UciOption::name)
                    .filter(option -> !option.equals(SERVES))
                    .forEach(section::keeping);
            return section.build();
        });
        return Finding.of(
                wanted.flatMap(section -> SectionChange.missing(router, "system", section)).stream()
                        .toList(),
                wanted.isEmpty() ? "it has no section of its own for it" : "its NTP server answers");
    }
}
