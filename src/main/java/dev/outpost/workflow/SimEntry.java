package dev.outpost.workflow;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CimiParser;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.NameParser;
import dev.outpost.at.Pin;
import dev.outpost.at.SimUnlock;
import dev.outpost.at.SimUnlock.Outcome;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.site.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Enters the site's PIN through a serial port of the router, by the rules of {@link SimUnlock}; the router itself never gets the PIN. */
final class SimEntry {
    private final Parts parts;
    private final Site site;
    private final Narrator narrator;

    SimEntry(Parts parts, Site site, Narrator narrator) {
        this.parts = parts;
        this.site = site;
        this.narrator = narrator;
    }

    /**
     * How it went.
     *
     * @param problem why the SIM is still locked
     * @param imsi of the SIM, where it is open
     */
    record Entered(Optional<Problem> problem, Optional<String> imsi) {
        static final Entered NOTHING = new Entered(Optional.empty(), Optional.empty());
    }

    /** Whether the site file names a PIN at all. */
    boolean isWanted() {
        return site.modem().pin().isPresent();
    }

    /**
     * Unlocks the SIM if it asks for its PIN.
     *
     * @param ports the router's
     * @param probed masked number of the SIM that the saved probe saw
     */
    Entered enter(SerialPorts ports, Optional<String> probed) {
        var pin = pin();
        return ports.talk(dialogue -> entered(dialogue, pin, probed))
                .orElseGet(() -> unasked(
                        ports.ttys().isEmpty()
                                ? "the modem has no serial port on the router that could take it; take the lock off the SIM"
                                : "no answer on " + String.join(", ", ports.ttys()) + " of the router"));
    }

    private Entered entered(Dialogue dialogue, Pin pin, Optional<String> probed) {
        var maker = NameParser.parse(dialogue.ask(AtCommand.MANUFACTURER).lines());
        var book = new SimBook(parts.state(), parts.state().site(site.name()));
        var outcome = new SimUnlock(dialogue, Dialect.of(maker, Optional.empty()), Set.of(), book)
                .unlock(pin, sim -> book.isOf(sim, probed));
        var open = outcome instanceof Outcome.Unlocked || outcome instanceof Outcome.NotNeeded;
        var imsi = open ? CimiParser.parse(dialogue.ask(AtCommand.IMSI).lines()) : Optional.<String>empty();
        return new Entered(told(outcome), imsi);
    }

    /** The modem that was probed, on the router's own nodes. */
    Optional<Problem> enterAgain(RemoteLink link, List<String> ttys, Optional<Modem> modem) {
        if (!isWanted() || ttys.isEmpty()) {
            return Optional.empty();
        }
        return enter(new SerialPorts(new RouterPorts(link), ttys), modem.flatMap(Modem::iccid))
                .problem();
    }

    private Pin pin() {
        var source = site.modem().pin().orElseThrow();
        try {
            return Pin.of(parts.secrets().read(source, "the SIM's PIN").reveal());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(
                    "SITE-PIN-FORM",
                    "modem.pin is no PIN",
                    "what " + source + " gives has not 4 to 8 digits",
                    "correct " + source + ", then run the same command again",
                    Exit.USAGE));
        }
    }

    private Optional<Problem> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotNeeded() -> {
                narrator.saw("the SIM asks for no PIN", "AT+CPIN?");
                yield Optional.empty();
            }
            case Outcome.Unlocked() -> {
                narrator.done(
                        "the SIM is unlocked; after a power cut it asks again: take the lock off, or run apply again");
                yield Optional.empty();
            }
            case Outcome.Refused(var rule, var because) -> refused(rule, because);
            case Outcome.Wrong(var left) ->
                stays("SIM-PIN-WRONG", "the SIM does not take modem.pin" + left(left), "it is not sent again").problem;
            case Outcome.Unclear(var because, var left) ->
                stays(
                                "SIM-PIN-UNCLEAR",
                                "modem.pin was sent, and nobody knows whether the SIM took it" + left(left),
                                because + "; it is not sent again")
                        .problem;
        };
    }

    private Optional<Problem> refused(SimUnlock.Rule rule, String because) {
        return switch (rule) {
            case NOT_ASKED_FOR -> {
                narrator.warned("no PIN was sent: " + because);
                yield Optional.empty();
            }
            case OTHER_SIM -> stays("SIM-NOT-THE-ONE", "modem.pin was given for another SIM", because).problem;
            case TRIES_LOW, TRIES_UNKNOWN ->
                stays("SIM-PIN-LOW", "the SIM asks for its PIN, and none was sent: " + because, "a SIM is never risked")
                        .problem;
            case SENT_BEFORE -> stays("SIM-PIN-SPENT", "modem.pin is not sent again", because).problem;
            case DOUBTFUL_PORT, NO_MEMORY ->
                stays("SIM-PIN-NEEDED", "the SIM asks for its PIN, and none was sent", because).problem;
        };
    }

    private Entered unasked(String because) {
        narrator.warned("the SIM was not asked for its state, and no PIN was sent: " + because);
        return Entered.NOTHING;
    }

    private static String left(Optional<Integer> left) {
        return left.map(n -> "; " + (n == 1 ? "one try is" : n + " tries are") + " left")
                .orElse("");
    }

    private Entered stays(String code, String what, String because) {
        var next = code.equals("SIM-NOT-THE-ONE")
                ? "with this SIM in the dongle run: outpost probe --save " + site.file() + "; or put the site's SIM in"
                : "unlock the SIM in a telephone or take its lock off there, then run the same command again";
        return new Entered(Optional.of(Problem.blocked(code, what, because, next)), Optional.empty());
    }
}
