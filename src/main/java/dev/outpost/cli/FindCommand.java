package dev.outpost.cli;

import dev.outpost.contact.Find;
import dev.outpost.contact.FirstContact;
import dev.outpost.contact.Found;
import dev.outpost.contact.FoundRouter;
import dev.outpost.contact.Segment;
import dev.outpost.contact.Standing.Kind;
import dev.outpost.site.Reach;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Inspect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "find",
        description = {
            "every OpenWrt on each wired interface, by IPv6 link-local: MAC, fresh, ours or foreign,",
            "and the line for the site file; changes nothing"
        },
        footer = {"", "Example:", "  outpost find"})
final class FindCommand extends Work {
    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "look behind this one only, whatever kind it is; may be given again")
    List<String> interfaces = List.of();

    @Override
    Exit work() {
        frame().console().fleeting("asking who is on the cable");
        return told(new Find(frame().here()).run(interfaces));
    }

    Exit told(Found found) {
        tell(found);
        return frame().tell(found::json, found.problem(), () -> {});
    }

    private void tell(Found found) {
        for (var segment : found.segments()) {
            frame().console().title(segment.nic().name() + "  " + words(segment));
            found.routers().stream()
                    .filter(router -> router.at().device().equals(segment.nic().name()))
                    .forEach(this::tell);
        }
    }

    private static String words(Segment segment) {
        if (!segment.nic().carrier()) {
            return "no cable";
        }
        if (!segment.nic().canAsk()) {
            return "no IPv6 address";
        }
        var hosts = segment.hosts().size();
        return hosts == 0 ? "nobody answers" : hosts == 1 ? "1 host" : hosts + " hosts";
    }

    private void tell(FoundRouter router) {
        var console = frame().console();
        var standing = router.standing();
        var who = router.mac().orElse(router.at().address());
        console.step(
                mark(standing.kind()),
                who + "  " + word(router),
                router.model()
                        .orElse(router.hostKey().map(key -> "host key " + key).orElse("")));
        console.detail(" ", router.at().line());
        if (standing.kind() != Kind.FRESH) {
            console.detail(" ", String.join("; ", standing.because()));
        }
        if (standing.kind() == Kind.CHANGED) {
            console.detail(" ", "if it shall take the site's place: outpost replace SITE router");
        }
    }

    private static String word(FoundRouter router) {
        var site = router.standing().site().orElse("");
        return switch (router.standing().kind()) {
            case FRESH -> "fresh";
            case OURS -> "ours: " + site;
            case CHANGED -> "changed: " + site;
            case FOREIGN -> "foreign";
            case NOT_OPENWRT -> "no OpenWrt";
            case SILENT -> "does not go on";
        };
    }

    private static Mark mark(Kind kind) {
        return switch (kind) {
            case FRESH, OURS -> Mark.DONE;
            case CHANGED, FOREIGN -> Mark.WARNED;
            case NOT_OPENWRT, SILENT -> Mark.SEEN;
        };
    }

    @Command(
            name = "inspect",
            description =
                    "what a router is: board, release, flash and RAM, USB, and what is not fresh; changes nothing",
            footer = {"", "Example:", "  outpost inspect 192.168.1.1"})
    static final class Look extends Work {
        @Parameters(paramLabel = "ADDR", description = "HOST, HOST:PORT, [fe80::...%%eth0] or [...]:PORT")
        String address = "";

        @Override
        Exit work() {
            return frame().finish(
                            new Inspect(new FirstContact(frame().here()), frame().narrator()).run(reach(address)));
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
}
