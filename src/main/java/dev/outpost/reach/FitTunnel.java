package dev.outpost.reach;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/** The tunnel's MTU follows that of wan's own device where no watchdog sees to it: whenever either of them comes up. */
public record FitTunnel() implements Step<RouterFacts> {
    private static final List<OwnFile> FILES = List.of(OwnFile.program(
            "/etc/hotplug.d/iface/70-outpost-fit",
            "makes the tunnel's packets fit into wan's own",
            List.of("tunnel-fit", "tunnel-fit-iface")));

    /** What hotplug runs. */
    public static String program() {
        return FILES.getFirst().text();
    }

    @Override
    public String title() {
        return "the tunnel's packets fit into wan's";
    }

    @Override
    public Finding check(RouterFacts router) {
        return new PutFiles(title(), FILES).check(router);
    }
}
