package dev.outpost.uplink;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The router tells its modem drivers an id that they do not list, whenever the dongle comes: the kernel forgets it at each start.
 *
 * @param id what they are told
 */
public record TeachDriver(KernelCheck.NewId id) implements Step<RouterFacts> {
    /** Hotplug's scripts for USB devices; those of network and follow come behind it. */
    static final String PATH = "/etc/hotplug.d/usb/30-outpost-id";

    /** What a dongle needs for this kind of uplink with this release's kernel; empty where the kernel knows it. */
    public static Optional<TeachDriver> of(KernelCheck.Answer answer) {
        return switch (answer) {
            case KernelCheck.Answer.Drives _, KernelCheck.Answer.Never _ -> Optional.empty();
            case KernelCheck.Answer.TakesNewId takes -> Optional.of(new TeachDriver(takes.id()));
            case KernelCheck.Answer.NewerKernel newer -> newer.meanwhile().map(TeachDriver::new);
        };
    }

    @Override
    public String title() {
        return "the modem drivers know " + id.vid() + ":" + id.pid();
    }

    @Override
    public Finding check(RouterFacts router) {
        return new PutFiles(title(), List.of(file())).check(router);
    }

    OwnFile file() {
        var values = "VID=" + id.vid() + " PID=" + id.pid() + " QMI="
                + id.qmi().map(n -> String.format(Locale.ROOT, "%02x", n)).orElse("") + "\n";
        return new OwnFile(
                PATH,
                "644",
                values + OwnFile.script("/etc/outpost", "new-id", "").text(),
                "tells " + (id.qmi().isPresent() ? "qmi_wwan" : "option") + " the id " + id.vid() + " " + id.pid()
                        + ", which this kernel does not list (new_id), whenever the dongle comes");
    }
}
