package dev.outpost.cli;

import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.workflow.Retire;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retire",
        description = {
            "takes a site down: what is ours leaves its router and its relay, and what it was given is free again;",
            "the router keeps its wan, its LAN and its password; site file, probe and report stay on this laptop"
        },
        footer = {"", "Example:", "  outpost retire barn-north.yaml"})
final class RetireCommand extends Work {
    @Parameters(index = "0", paramLabel = "SITE", description = "a site file")
    Path file = Path.of("site.yaml");

    @Option(
            names = "--router",
            paramLabel = "ADDR",
            description = "where the router answers, instead of what the file says")
    @Nullable
    String router;

    @Option(
            names = "--router-is-gone",
            description = "the router was reset, broken or given away: nothing is looked for on it")
    boolean gone;

    @Override
    Exit work() {
        var site = SiteArguments.reached(SiteFiles.site(file), router);
        return frame().finish(new Retire(
                        frame().here(), frame().secrets(), frame().around().clock(), frame().narrator())
                .run(site, gone));
    }
}
