package dev.outpost.uplink;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.Optional;

/**
 * A watchdog on the router keeps {@code wan} up where its handler gives up or never notices: ncm does not see a session that the operator
 * dropped, others block after a failure. It dials again, resets the modem, and restarts the router at most twice a day, beginning with what
 * helped the last time; it leaves a SIM in trouble alone.
 *
 * @param pings hosts outside that answer a ping while the uplink carries anything; the operator's DNS servers are asked besides
 * @param restart how the modem is restarted
 */
public record KeepWan(List<String> pings, Restart restart) implements Step<RouterFacts> {
    private static final OwnFile PROGRAM = OwnFile.program(
            "/usr/sbin/outpost-keeper",
            "dials again when wan falls silent, resets the modem, restarts the router at most twice a day; leaves a SIM in"
                    + " trouble alone",
            List.of("keeper-modem", "stick-web", "keeper-sim", "keeper-pin", "keeper-memory", "tunnel-fit", "keeper"));
    private static final List<OwnFile> FILES =
            List.of(PROGRAM, OwnFile.script("/etc/init.d/outpost-keeper", "keeper-init", "starts it"));

    /**
     * How a modem is restarted by a command.
     *
     * @param atInterface the USB interface of the port that takes it; absent: what wan itself dials by
     * @param command absent: AT+CFUN=1,1
     */
    public record Restart(Optional<Integer> atInterface, Optional<String> command) {}

    public KeepWan {
        pings = List.copyOf(pings);
    }

    /** The watchdog itself, as it stands on the router. */
    public static String program() {
        return PROGRAM.text();
    }

    @Override
    public String title() {
        return "wan is kept up";
    }

    @Override
    public Finding check(RouterFacts router) {
        var section = Sections.section("keeper", "keeper").list("ping", pings);
        restart.atInterface().ifPresent(number -> section.option("at", number.toString()));
        restart.command().ifPresent(line -> section.option("reset", line));
        return PutFiles.check(
                title(), section.build(), FILES, "its watchdog is there and starts with the router", router);
    }
}
