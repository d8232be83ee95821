package dev.outpost.cli;

import dev.outpost.contact.FirstContact;
import dev.outpost.dongle.LookedAt.Way;
import dev.outpost.dongle.ModeSwitcher.Switched;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDump;
import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import dev.outpost.survey.ProbedRouter;
import dev.outpost.text.Json;
import dev.outpost.uplink.DumpProblems;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "probe",
        description = {
            "which dongle it is, which port answers, SIM, signal, the uplinks with reasons, and what the router will need",
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
    @Option(
            names = "--port",
            paramLabel = "DEV|tcp:HOST:PORT",
            description = "ask this port only; may be given several times")
    List<String> ports = List.of();

    @Option(names = "--sysfs", paramLabel = "DIR", description = "read DIR as if it were /sys; opens no port")
    @Nullable
    Path sysfs;

    @Option(
            names = "--usb-devices",
            paramLabel = "FILE",
            description = "read a dump of usb-devices, or lsusb -v, instead; opens no port")
    @Nullable
    Path dump;

    @Option(
            names = "--on-router",
            paramLabel = "ADDR",
            description = "the dongle in this router, over SSH: HOST, HOST:PORT or [IPV6%%IFACE]")
    @Nullable
    String router;

    @Option(
            names = "--switch",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "WAY",
            description = "first switch every stick that shows only a disk to what it is, and wait for its ports;"
                    + " WAY where it has several: HuaweiAltMode; StandardEject where no table knows one")
    @Nullable
    String way;

    @Mixin
    RecordWords tape = new RecordWords();

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

    ProbeCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() throws IOException {
        tape.refuse(otherThings());
        var name = site == null ? null : siteName(site);
        var there = board == null ? null : ForRouter.named(board);
        var switched = way == null ? List.<Switched>of() : switched(way);
        var seen = SwitchFirst.told(look(), switched);
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
            tape.told(frame().console());
            document.problem()
                    .filter(problem -> !document.isOfDescriptorsOnly())
                    .ifPresent(frame().complaints()::problem);
        }
        return exit(document);
    }

    /** What the command line names to look at, or to do with what is there. */
    private List<String> otherThings() {
        var given = new LinkedHashMap<String, Boolean>();
        given.put("--port", !ports.isEmpty());
        given.put("--sysfs", sysfs != null);
        given.put("--usb-devices", dump != null);
        given.put("--on-router", router != null);
        given.put("--switch", way != null);
        given.put("--save", site != null && tape.replay().isPresent());
        return given.keySet().stream()
                .filter(option -> given.getOrDefault(option, false))
                .toList();
    }

    private List<Switched> switched(String wanted) {
        if (sysfs != null || dump != null || router != null) {
            throw RunWords.mistake(
                    "--switch is for a dongle in this computer, not for a tree, a dump or a router",
                    "outpost probe --switch");
        }
        var laptop = frame().around().laptop();
        var bus = frame().outside().usbTree(laptop.resolve("sys"), laptop.resolve("dev"));
        return new SwitchFirst(frame(), bus, wanted).all();
    }

    private ProbeDocument look() throws IOException {
        if (router != null) {
            if (sysfs != null || dump != null) {
                throw RunWords.mistake(
                        "--on-router looks at the router's own USB tree", "leave --sysfs and --usb-devices out");
            }
            try (var there = ProbedRouter.at(new FirstContact(frame().parts().here()), InspectCommand.reach(router))) {
                return there.probe(ports);
            }
        }
        if (tape.replay().isPresent()) {
            return RecordWords.replayed(frame(), tape.replay().get());
        }
        var outside = frame().outside();
        var laptop = frame().around().laptop();
        var bus = bus(laptop);
        var real = new Scene(bus, outside.atPorts(), outside.portHolders(laptop.resolve("proc")), Ticker.REAL);
        var scene = tape.scene(frame(), real);
        var probe = RecordWords.probe(scene, ProbeCommand::isSameNode);
        var devices = scene.bus().devices();
        var looked = ports.isEmpty() ? sysfs == null && dump == null ? Way.ALL : Way.DESCRIPTORS : Way.PORTS;
        var seen = switch (looked) {
            case ALL -> probe.all(devices);
            case PORTS -> probe.ports(ports, devices);
            case DESCRIPTORS -> probe.descriptors(devices);
        };
        var document = bus instanceof UsbDump file ? DumpProblems.told(file, seen) : seen;
        tape.write(looked, ports, devices, document);
        return document;
    }

    private UsbBus bus(Path laptop) throws IOException {
        if (dump != null) {
            RunWords.there("--usb-devices", dump, Files.exists(dump));
            return frame().outside().usbDump(PlainFile.of(dump).bytes());
        }
        if (sysfs != null) {
            RunWords.there("--sysfs", sysfs, Files.isDirectory(sysfs));
            return frame().outside().usbTree(sysfs, Path.of("/dev"));
        }
        return frame().outside().usbTree(laptop.resolve("sys"), laptop.resolve("dev"));
    }

    /** A port that answered is 0, unless a person has to do something about the SIM. */
    private static Exit exit(ProbeDocument document) {
        return document.problem().map(Problem::exit).orElse(Exit.DONE);
    }

    private static String siteName(String word) {
        if (word.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            return word;
        }
        var file = Path.of(word);
        RunWords.there("--save", file, Files.isRegularFile(file));
        var sites = SiteFiles.all(List.of(file));
        if (sites.size() != 1) {
            throw RunWords.mistake(
                    "--save takes one site, " + word + " has " + sites.size(), "name the site: --save NAME");
        }
        return sites.getFirst().name();
    }

    static boolean isSameNode(String one, String other) {
        try {
            return one.equals(other)
                    || Path.of(one).toRealPath().equals(Path.of(other).toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
