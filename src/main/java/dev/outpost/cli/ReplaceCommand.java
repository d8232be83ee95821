package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.workflow.Replace;
import dev.outpost.workflow.Retire;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replace",
        description = {
            "a spare takes the place of what a site has; its addresses, ports and viewers stay;",
            "router: shows the spare, forgets the old one's key, then does what apply does;",
            "camera: where it has setup:, sets the new one up with the old one's passwords, then the same"
        },
        footer = {"", "Example:", "  outpost replace barn-north.yaml router"})
final class ReplaceCommand extends Work {
    @Parameters(index = "0", paramLabel = "SITE", description = "a site file")
    Path file = Path.of("site.yaml");

    @Parameters(index = "1", paramLabel = "router|dongle|sim|camera", description = "what a spare was put in for")
    Replace.What what = Replace.What.router;

    @Option(
            names = "--router",
            paramLabel = "ADDR",
            description = "where the spare answers, instead of what the file says")
    @Nullable
    String router;

    @Option(
            names = "--adopt",
            paramLabel = "MAC",
            description = "take this spare though it is not fresh, after seeing what would change")
    @Nullable
    String adopt;

    @Mixin
    RunOptions run = new RunOptions();

    @Override
    Exit work() {
        var site = RunOptions.Sites.reached(SiteFiles.site(file), router);
        var request = run.request(Optional.ofNullable(adopt));
        SitesInTurn.tellExposed(frame().console(), List.of(site));
        var outcome = new Replace(frame().state(), frame().apply(_ -> frame().stages(Telling.STAGES)))
                .run(site, what, request);
        frame().ended(outcome, site.file());
        return frame().finish(outcome);
    }

    @Command(
            name = "retire",
            description = {
                "takes a site down: what is ours leaves its router and its relay, and what it was given is free again;",
                "the router keeps its wan, its LAN and its password; site file, probe and report stay on this laptop"
            },
            footer = {"", "Example:", "  outpost retire barn-north.yaml"})
    static final class Down extends Work {
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
            var site = RunOptions.Sites.reached(SiteFiles.site(file), router);
            return frame().finish(new Retire(
                            frame().here(), frame().secrets(), frame().around().clock(), frame().narrator())
                    .run(site, gone));
        }
    }
}
