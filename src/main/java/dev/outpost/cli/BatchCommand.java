package dev.outpost.cli;

import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.workflow.FleetRun;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "batch",
        description = "applies a whole fleet side by side, one line a unit; a unit that fails is its own row",
        footer = {"", "Example:", "  outpost batch fleet.yaml --abreast 8"})
final class BatchCommand extends Work {
    @Parameters(paramLabel = "FLEET", description = "a fleet file, or a site file")
    Path file = Path.of("fleet.yaml");

    @Option(
            names = "--abreast",
            paramLabel = "N",
            description = "how many units at a time, 1 to 64; default ${DEFAULT-VALUE}")
    int abreast = 8;

    @Mixin
    RunOptions run = new RunOptions();

    @Override
    Exit work() {
        if (abreast < 1 || abreast > 64) {
            throw RunOptions.mistake(
                    "--abreast " + abreast + " cannot be: 1 to 64", "outpost batch " + file + " --abreast 8");
        }
        var fleet = SiteFiles.fleet(file);
        var request = run.request(Optional.empty());
        SitesInTurn.tellExposed(frame().console(), fleet.sites());
        var board = new BatchBoard(
                frame().console(),
                frame().quiet,
                fleet.sites().size(),
                frame().around().ticker());
        var outcomes = new FleetRun(frame().apply(board::narrator), board::ended).run(fleet, request, abreast);
        board.sum(file);
        return SitesInTurn.finish(frame(), "outpost.batch/1", "units", outcomes);
    }
}
