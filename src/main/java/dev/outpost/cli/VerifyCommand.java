package dev.outpost.cli;

import dev.outpost.camera.Depth;
import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.proof.LineMeter;
import dev.outpost.proof.PathLook;
import dev.outpost.proof.RelayWitness;
import dev.outpost.proof.Verify;
import dev.outpost.step.Exit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "proves a site from outside: a picture fetched as its owner will, and what must be shut; changes nothing",
        footer = {"", "Example:", "  outpost verify barn-north.yaml --via socks5://127.0.0.1:1080"})
final class VerifyCommand extends Work {
    @Mixin
    RunOptions.Sites words = new RunOptions.Sites();

    @Mixin
    RunOptions.Via via = new RunOptions.Via();

    @Option(names = "--cheap", description = "one picture from each camera, about 1 MB, and nothing of its stream")
    boolean cheap;

    @Option(
            names = "--measure",
            description =
                    "fill the line for a moment, to say whether each stream will play without stalling: 2 MB more of the SIM's data, 8 s")
    boolean measure;

    @Override
    Exit work() {
        if (cheap && measure) {
            throw RunOptions.mistake("--cheap and --measure exclude each other", "leave one of them out");
        }
        var sites = words.sites();
        var vantage = via.vantage();
        var depth = cheap ? Depth.PICTURE : Depth.STREAM;
        var clock = frame().around().clock();
        var narrator = frame().stages(SitesInTurn.telling(sites, Telling.STAGES));
        var path = new PathLook(frame().here(), frame().relays(), frame().secrets(), clock, narrator);
        var owner = new RelayWitness(frame().relays(), narrator);
        var meter = Optional.of(new LineMeter(frame().here(), frame().relays(), frame().secrets(), narrator))
                .filter(_ -> measure);
        var verify = new Verify(path, frame().state(), frame().secrets(), clock, narrator);
        return new SitesInTurn(frame(), "outpost.verify/1")
                .run(sites, site -> verify.run(site, vantage, depth, meter, owner));
    }
}
