package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.step.Exit;
import dev.outpost.workflow.Request;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "apply",
        description = "makes a site what its file says, under a guard, and proves it; again: changes nothing",
        footer = {"", "Example:", "  outpost apply barn-north.yaml --via socks5://127.0.0.1:1080"})
final class ApplyCommand extends Work {
    @Mixin
    RunOptions.Sites words = new RunOptions.Sites();

    @Mixin
    RunOptions.Adopt adopt = new RunOptions.Adopt();

    @Mixin
    RunOptions run = new RunOptions();

    @Override
    Exit work() {
        var sites = words.sites();
        var request = run.request(adopt.mac);
        var apply = frame().apply(_ -> frame().stages(Telling.STAGES));
        return new SitesInTurn(frame(), "outpost.apply/1").run(sites, site -> apply.run(site, request));
    }

    @Command(
            name = "plan",
            description = "what apply would change, with the evidence and the cost in flash; changes nothing",
            footer = {"", "Example:", "  outpost plan barn-north.yaml"})
    static final class Plan extends Work {
        @Mixin
        RunOptions.Sites words = new RunOptions.Sites();

        @Mixin
        RunOptions.Adopt adopt = new RunOptions.Adopt();

        @Mixin
        RunOptions.Look look = new RunOptions.Look();

        @Override
        Exit work() {
            var sites = words.sites();
            var request = new Request(look.wishes(adopt.mac), Optional.empty(), Optional.empty());
            var telling = SitesInTurn.telling(sites, Telling.PLANS);
            var apply = frame().apply(_ -> frame().stages(telling));
            return new SitesInTurn(frame(), "outpost.plan/1").run(sites, site -> apply.plan(site, request));
        }
    }
}
