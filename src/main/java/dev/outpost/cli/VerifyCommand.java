package dev.outpost.cli;

import dev.outpost.proof.Verify;
import dev.outpost.step.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description =
                "proves a site from outside: a picture fetched as its owner will, and what must be shut; changes nothing",
        footer = {"", "Example:", "  outpost verify barn-north.yaml --via socks5://127.0.0.1:1080"})
final class VerifyCommand extends Work {
    @Mixin
    SiteArguments words = new SiteArguments();

    VerifyCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() {
        var sites = words.sites();
        var vantage = words.request().vantage();
        var verify =
                new Verify(frame().state(), frame().secrets(), frame().around().clock(), frame().narrator());
        return new SitesInTurn(frame(), "outpost.verify/1").run(sites, site -> verify.run(site, vantage));
    }
}
