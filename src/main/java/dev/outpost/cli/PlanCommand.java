package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.step.Exit;
import dev.outpost.workflow.Request;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "what apply would change, with the evidence and the cost in flash; changes nothing",
        footer = {"", "Example:", "  outpost plan barn-north.yaml"})
final class PlanCommand extends Work {
    @Mixin
    SiteArguments words = new SiteArguments();

    @Mixin
    AdoptOption adopt = new AdoptOption();

    @Mixin
    LookOptions look = new LookOptions();

    @Override
    Exit work() {
        var sites = words.sites();
        var request = new Request(look.wishes(adopt.mac), Optional.empty(), Optional.empty());
        var telling = SitesInTurn.telling(sites, Telling.PLANS);
        var apply = frame().apply(_ -> frame().stages(telling));
        return new SitesInTurn(frame(), "outpost.plan/1").run(sites, site -> apply.plan(site, request));
    }
}
