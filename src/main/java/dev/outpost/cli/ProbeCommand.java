package dev.outpost.cli;

import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "probe",
        description = {
            "which dongle it is, and what the router will need: which port answers, SIM, signal, the uplinks with reasons",
            "It only reads: no PIN is entered and nothing in the dongle is changed, except that --switch sends the mode switch"
        },
        footer = {
            "",
            "Examples:",
            "  outpost probe",
            "  outpost probe --port /dev/ttyUSB0 --save barn-north",
            "  outpost probe --port tcp:192.0.2.7:2000 --format json",
            "  outpost probe --on-router 192.168.1.1",
            "  outpost probe --switch",
            "  outpost probe --for-router tplink,tl-mr3020-v3@24.10",
            "  outpost probe --record my-dongle"
        })
final class ProbeCommand extends Work {
    @Mixin
    ProbeSource source = new ProbeSource();

    @Option(names = "--save", paramLabel = "SITE", description = "keep the answers for this site's apply")
    @Nullable
    String site;

    @Option(
            names = "--for-router",
            paramLabel = "BOARD[@RELEASE]",
            description =
                    "whether it would do on this kind of router: packages, flash, power, addresses, known trouble; a part of the board's name will do, the newest release is meant where none is named")
    @Nullable
    String board;

    @Override
    Exit work() throws IOException {
        source.check(site != null);
        var name = site == null ? null : RunOptions.Sites.name(site);
        var there = board == null ? null : ForRouter.named(board);
        var seen = source.look(frame());
        var document = there == null ? seen : there.check(seen);
        if (name != null) {
            var marked = document.marked(frame().state().withKeys(FingerprintSalt::in));
            frame().state().site(name).probed(Json.pretty(marked.toJson()));
        }
        if (frame().json()) {
            frame().document(document.toJson());
        } else {
            new ProbeText(frame().console(), frame().around().laptop()).print(document);
            if (name != null) {
                frame().console().step(Mark.DONE, "saved for site " + name, "apply uses it");
            }
            source.tape.told(frame().console());
            document.problem()
                    .filter(problem -> !document.isOfDescriptorsOnly())
                    .ifPresent(frame().complaints()::problem);
        }
        // a port that answered is 0, unless a person has to do something about the SIM
        return document.problem().map(Problem::exit).orElse(Exit.DONE);
    }
}
