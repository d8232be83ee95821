package dev.outpost.uplink;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The router corrects {@code wan} by itself when the modem's node gets another number: handlers take a node, and only USB path and interface
 * number stay (facts/openwrt.md#moving-nodes).
 *
 * @param kind what the node is: {@code tty}, {@code usbmisc} or {@code net}, as the kernel's classes are called
 * @param usbPath {@code 1-1}
 * @param interfaceNumber of the USB interface that has the node
 */
public record FollowModem(String kind, String usbPath, int interfaceNumber) implements Step<RouterFacts> {
    public FollowModem {
        if (!kind.matches("tty|usbmisc|net") || !usbPath.matches("[0-9.-]{1,40}")) {
            throw new IllegalArgumentException("no place of a modem: " + kind + " " + usbPath);
        }
    }

    @Override
    public String title() {
        return "wan follows its modem when the node's number changes";
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = Sections.section("modem", "modem")
                .option("kind", kind)
                .option("usb", usbPath)
                .option("interface", String.format(Locale.ROOT, "%02x", interfaceNumber))
                .build();
        var file = new OwnFile(
                "/etc/hotplug.d/" + kind + "/40-outpost",
                "644",
                OwnFile.script("/etc/outpost", "follow", "").text(),
                "corrects wan's device by USB path when its number changes");
        var changes = new ArrayList<Change>();
        SectionChange.missing(router, "outpost", wanted).ifPresent(changes::add);
        changes.addAll(new PutFiles(title(), List.of(file)).check(router).changes());
        return Finding.of(changes, "it corrects its device by itself");
    }
}
