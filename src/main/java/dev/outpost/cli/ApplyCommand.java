package dev.outpost.cli;

import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.step.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "apply",
        description = "makes a site what its file says, under a guard, and proves it; again: changes nothing",
        footer = {"", "Example:", "  outpost apply barn-north.yaml --via socks5://127.0.0.1:1080"})
final class ApplyCommand extends Work {
    @Mixin
    SiteArguments words = new SiteArguments();

    @Mixin
    AdoptOption adopt = new AdoptOption();

    @Mixin
    RunOptions run = new RunOptions();

    @Override
    Exit work() {
        var sites = words.sites();
        var request = run.request(adopt.mac);
        var apply = frame().apply(_ -> frame().stages(Telling.STAGES));
        return new SitesInTurn(frame(), "outpost.apply/1").run(sites, site -> apply.run(site, request));
    }
}
