package dev.outpost.run;

import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkKind;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Narrator;
import dev.outpost.step.Target;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.ModemPorts;
import dev.outpost.uplink.WanEvidence;
import dev.outpost.uplink.WanFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for the address on {@code wan}; where none comes, says why, from what netifd, the log and the modem said. */
public final class WanCheck {
    /** LTE from a cold start, and the handlers' own patience (s of the router). */
    private static final int SECONDS = 90;

    /** Asking the modem afterwards takes its own time. */
    private static final Duration PATIENCE = Duration.ofSeconds(SECONDS + 90);

    private final Narrator narrator;
    private final Optional<ChosenUplink> modem;
    private final Optional<String> tty;
    private final Optional<String> apn;
    private final List<String> otherApns;

    public WanCheck(
            Narrator narrator,
            Optional<ChosenUplink> modem,
            Optional<String> tty,
            Optional<String> apn,
            List<String> otherApns) {
        this.narrator = narrator;
        this.modem = modem;
        this.tty = tty;
        this.apn = apn;
        this.otherApns = otherApns;
    }

    /**
     * What was seen.
     *
     * @param failure empty where there is an address
     * @param roams whether the SIM was seen as a guest
     */
    public record Seen(Optional<String> address, Optional<WanFailure> failure, boolean roams) {}

    /**
     * Waits.
     *
     * @param guard armed for this run: it gets a sign of life first
     */
    public Seen await(RemoteLink link, RouterFacts router, Optional<Guard> guard) throws IOException {
        var kind = modem.map(m -> m.kind());
        var node =
                modem.flatMap(m -> m.on(router).node()).map(name -> ", " + name).orElse("");
        narrator.doing(
                "waiting for an address on wan over "
                        + kind.map(UplinkKind::word).orElse("wan") + node,
                Duration.ofSeconds(SECONDS));
        var script = Script.in(Guard.class, "wait-wan")
                .with("SECONDS_TO_WAIT", SECONDS)
                .with("NOISE", WanEvidence.noise())
                .with("PROTO", modem.map(m -> m.handler().proto()).orElse(""))
                .with("TTY", tty.orElse(""))
                .with(
                        "WDM",
                        modem.filter(m -> m.node() == Handler.Node.WDM)
                                .flatMap(m -> m.on(router).node())
                                .orElse(""));
        var batch = guard.map(armed -> Batch.of(armed.beat(), script)).orElseGet(() -> Batch.of(script));
        var said = ScriptStatus.require(Target.ROUTER, link.run(batch, PATIENCE))
                .getLast()
                .stdout()
                .lines()
                .toList();
        var address = WanEvidence.address(said);
        if (address.isPresent()) {
            return new Seen(address, Optional.empty(), false);
        }
        var evidence = heardToo(link, router, WanEvidence.of(said));
        evidence.words().forEach(line -> narrator.explains("the router's log", line));
        evidence.modem().forEach(line -> narrator.explains("the modem says", line));
        var failure = WanFailure.of(kind, evidence, apn, otherApns);
        return new Seen(Optional.empty(), Optional.of(failure), evidence.isRoaming());
    }

    /** Where the handler's own programs could not ask, the modem's serial ports are. */
    private WanEvidence heardToo(RemoteLink link, RouterFacts router, WanEvidence evidence) {
        var ttys = modem.map(m -> m.on(router).ttys()).orElse(List.of());
        return evidence.isMute() && !ttys.isEmpty()
                ? evidence.with(ModemPorts.on(link, ttys).evidence())
                : evidence;
    }
}
