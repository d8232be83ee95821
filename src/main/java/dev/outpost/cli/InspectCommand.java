package dev.outpost.cli;

import dev.outpost.contact.FirstContact;
import dev.outpost.site.Reach;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Inspect;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description = "what a router is: board, release, flash and RAM, USB, and what is not fresh; changes nothing",
        footer = {"", "Example:", "  outpost inspect 192.168.1.1"})
final class InspectCommand extends Work {
    @Parameters(paramLabel = "ADDR", description = "HOST, HOST:PORT, [fe80::...%%eth0] or [...]:PORT")
    String address = "";

    @Override
    Exit work() {
        return frame().finish(new Inspect(new FirstContact(frame().here()), frame().narrator()).run(reach(address)));
    }

    /** An address from the command line. */
    static Reach reach(String address) {
        if (Files.isRegularFile(Path.of(address))) {
            throw RunOptions.mistake(
                    address + " is a file, and an address is wanted",
                    "outpost inspect 192.168.1.1, or for what the file asks: outpost plan " + address);
        }
        return Reach.parse(address)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.USAGE_BAD_ADDRESS,
                        "'" + address + "' is no address",
                        "expected " + Reach.EXPECTED + " with a port from 1 to 65535",
                        "outpost inspect 192.168.1.1")));
    }
}
