package dev.outpost.reach;

import dev.outpost.net.DataSize;
import dev.outpost.net.Ipv4;
import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Sections;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The router counts what goes through the tunnel, camera by camera, and lets viewers wait once the month's data are used; its own SSH goes on. A site
 * file that names no data any more takes the limit away, and the counter leaves by itself.
 */
final class KeepBudget {
    private static final String NAME = "budget";
    private static final List<OwnFile> FILES = List.of(
            OwnFile.script(
                    "/usr/sbin/outpost-budget",
                    NAME,
                    "counts the tunnel's data; over the month's limit viewers wait, and SSH goes on"),
            OwnFile.script("/etc/init.d/outpost-budget", "budget-init", "starts it, and saves the count at shutdown"));

    private KeepBudget() {}

    /**
     * Empty where nobody asks for a limit and none is there.
     *
     * @param data of a month; absent: no limit any more
     * @param cameras their addresses on the LAN, by name
     */
    static Optional<Step<RouterFacts>> of(
            Optional<DataSize> data, SequencedMap<String, Ipv4> cameras, RouterFacts now) {
        if (data.isEmpty() && now.uci("outpost").section(NAME).isEmpty()) {
            return Optional.empty();
        }
        var title = data.map(limit -> "viewers wait once " + limit.words() + " a month are used")
                .orElse("viewers have no limit of data");
        var section = Sections.section(NAME, NAME)
                .option("data", data.map(limit -> Long.toString(limit.bytes())).orElse("0"))
                .list(
                        "camera",
                        cameras.entrySet().stream()
                                .map(camera -> camera.getKey() + ":" + camera.getValue())
                                .toList())
                .build();
        var files = data.isPresent() ? FILES : List.<OwnFile>of();
        return Optional.of(Step.of(
                title,
                router -> PutFiles.check(
                        title, section, files, "the tunnel's data are counted as the site file asks", router)));
    }
}
