package dev.outpost.cli;

import dev.outpost.proof.SiteDoctor;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "doctor",
        description = {
            "what is wrong, and what to do.",
            "SITE: walks the way from the modem to the viewer and names the first broken hop;",
            "--usb: why a dongle at this computer does not answer (driver, permission, another program,",
            "power, resets, wrong mode);",
            "--address: which class of address a line has, and whether it needs a relay.",
            "It opens no port and changes nothing, unless the rules are to be installed"
        },
        footer = {
            "",
            "Examples:",
            "  outpost doctor barn-north.yaml",
            "  outpost doctor --usb",
            "  sudo outpost doctor --usb --install-udev-rules",
            "  outpost doctor --address --observer stun:HOST --observer stun:ANOTHER",
            "  outpost doctor --address --on-router 192.168.1.1 --observer http://HOST/ip"
        })
final class DoctorCommand extends Work {
    @Parameters(paramLabel = "SITE", arity = "0..*", description = "site files, or a fleet file")
    List<Path> files = List.of();

    @Option(
            names = "--via",
            paramLabel = "socks5://HOST:PORT",
            description = "with SITE: look from here too: a viewer's proxy into the tunnel")
    @Nullable
    String via;

    @Option(names = "--usb", description = "the USB side of this computer")
    boolean usb;

    @Option(
            names = "--install-udev-rules",
            description = "give dongles to the person at the keyboard and keep ModemManager off them; needs root")
    boolean install;

    @Option(
            names = "--address",
            description = "which class of address this line has, and what it needs; without a site")
    boolean address;

    @Option(
            names = "--on-router",
            paramLabel = "ADDR",
            description = "the line of an OpenWrt router, over SSH: HOST, HOST:PORT, [fe80::...%%eth0]")
    @Nullable
    String router;

    @Option(
            names = "--observer",
            paramLabel = "stun:HOST|URL",
            description =
                    "who may be asked what address they see; two of stun: tell the kind of NAT; none is asked silently")
    List<String> observers = new ArrayList<>();

    @Override
    Exit work() throws IOException {
        var wanted = (usb ? 1 : 0) + (address ? 1 : 0) + (files.isEmpty() ? 0 : 1);
        if (wanted != 1) {
            throw RunOptions.mistake(
                    wanted > 1 ? "doctor looks at one thing at a time" : "what shall be looked at?",
                    "outpost doctor SITE, outpost doctor --usb, or outpost doctor --address");
        }
        if (!files.isEmpty()) {
            return site();
        }
        return usb
                ? UsbCheck.look(frame(), install)
                : AddressCheck.look(frame(), Optional.ofNullable(router), observers);
    }

    private Exit site() {
        var viewer = Optional.ofNullable(via).map(RunOptions.Via::vantage);
        var doctor = new SiteDoctor(
                frame().here(),
                frame().relays(),
                frame().secrets(),
                frame().around().clock(),
                frame().narrator());
        return new SitesInTurn(frame(), "outpost.doctor/1").run(SiteFiles.all(files), site -> doctor.run(site, viewer));
    }
}
