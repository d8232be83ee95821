package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CimiParser;
import dev.outpost.at.Dialect;
import dev.outpost.at.Dialogue;
import dev.outpost.at.Iccid;
import dev.outpost.at.NameParser;
import dev.outpost.at.Pin;
import dev.outpost.at.SimUnlock;
import dev.outpost.at.SimUnlock.Outcome;
import dev.outpost.ledger.SimBook;
import dev.outpost.ledger.State;
import dev.outpost.profile.Handler;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Secret;
import dev.outpost.site.ModemWish.PinLock;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Enters the site's PIN through a serial port of the router, by the rules of {@link SimUnlock}. What becomes of the SIM's lock is the site
 * file's choice: it is taken off, or stays and the router is given the PIN for this card.
 */
public final class PinEntry {
    private final State state;
    private final Secrets secrets;
    private final Site site;
    private final Narrator narrator;
    private boolean spent;

    public PinEntry(State state, Secrets secrets, Site site, Narrator narrator) {
        this.state = state;
        this.secrets = secrets;
        this.site = site;
        this.narrator = narrator;
    }

    /**
     * How it went.
     *
     * @param problem why the SIM is still locked
     * @param imsi of the SIM, where it is open
     * @param kept what the router needs to open it again, where it has a lock that stays
     */
    public record Entered(Optional<Problem> problem, Optional<String> imsi, Optional<Kept> kept) {
        static final Entered NOTHING = new Entered(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A lock that stays.
     *
     * @param file for the router; empty where the card has no lock
     * @param mark of the PIN
     * @param proven whether the PIN opened this card before
     */
    public record Kept(Optional<Secret> file, String mark, boolean proven) {}

    /** Whether the site file names a PIN at all. */
    public boolean isWanted() {
        return site.modem().pin().isPresent();
    }

    /**
     * Unlocks the SIM if it asks for its PIN.
     *
     * @param ports the router's
     * @param probed slow hash of the number of the SIM that the saved probe saw
     */
    public Entered enter(ModemPorts ports, Optional<String> probed) {
        if (spent) {
            return stays(
                    ProblemCode.SIM_PIN_SPENT,
                    "modem.pin is not sent again",
                    "the router sent it, and the SIM stayed locked");
        }
        var pin = pin();
        return ports.talk(dialogue -> entered(dialogue, pin, probed))
                .orElseGet(() -> unasked(
                        ports.ttys().isEmpty()
                                ? "the modem has no serial port on the router that could take it; take the lock off the SIM"
                                : "no answer on " + String.join(", ", ports.ttys()) + " of the router"));
    }

    private Entered entered(Dialogue dialogue, Pin pin, Optional<String> probed) {
        var maker = NameParser.parse(dialogue.ask(AtCommand.MANUFACTURER).lines());
        var book = new SimBook(state, state.site(site.name()));
        var dialect = Dialect.of(maker, Optional.empty());
        var unlock = new SimUnlock(dialogue, dialect, Set.of(), book);
        Predicate<Iccid> given = sim -> book.isOf(sim, probed);
        var outcome = unlock.unlock(pin, given);
        var problem = book.isBound() || probed.isPresent() ? told(outcome) : notKnown(outcome);
        var open = outcome instanceof Outcome.Unlocked || outcome instanceof Outcome.NotNeeded;
        if (!open) {
            return new Entered(problem, Optional.empty(), Optional.empty());
        }
        var imsi = CimiParser.parse(dialogue.ask(AtCommand.IMSI).lines());
        return new Entered(problem, imsi, lock(unlock, pin, given, dialect, book));
    }

    private Optional<Kept> lock(SimUnlock unlock, Pin pin, Predicate<Iccid> given, Dialect dialect, SimBook book) {
        if (site.modem().pinLock() == PinLock.REMOVE) {
            removed(unlock.removeLock(pin, given));
            return Optional.empty();
        }
        if (!unlock.isLocked()) {
            return Optional.of(new Kept(Optional.empty(), book.mark(pin), false));
        }
        return unlock.number().filter(given).flatMap(card -> entrusted(pin, card, dialect, book));
    }

    /** A PIN that was sent and not found right is not left to anybody who would send it. */
    private Optional<Kept> entrusted(Pin pin, Iccid card, Dialect dialect, SimBook book) {
        var history = book.history(card, pin);
        if (history.isSpent()) {
            narrator.warned("the router is not given modem.pin: it was sent to this SIM and not found right");
            return Optional.empty();
        }
        return Optional.of(new Kept(Optional.of(RouterPin.text(pin, card, dialect)), book.mark(pin), history.proven()));
    }

    private void removed(Outcome outcome) {
        switch (outcome) {
            case Outcome.NotNeeded() -> narrator.saw("the SIM has no lock", "AT+CLCK");
            case Outcome.Unlocked() -> narrator.done("the SIM's lock is off: it asks for no PIN any more");
            case Outcome.Refused(var rule, var because) -> narrator.warned("the SIM keeps its lock: " + because);
            case Outcome.Wrong(var left) ->
                narrator.warned("the SIM keeps its lock: it does not take modem.pin" + left(left));
            case Outcome.Unclear(var because, var left) -> narrator.warned("the SIM's lock: " + because + left(left));
        }
    }

    /** What the router tells of the PIN that lies there. */
    public void looksAt(RouterFacts router) {
        spent = isWanted() && routerPin().isSpent(router);
    }

    public RouterPin routerPin() {
        return new RouterPin(state.site(site.name()), secrets, site);
    }

    /** Who sends the PIN after the next power cut, where the router's own script cannot. */
    public void tellWhoOpensItNext(Handler handler, Optional<Kept> kept) {
        if (kept.flatMap(Kept::file).isPresent() && !RouterPin.isKept(site, handler)) {
            narrator.warned(
                    "after a power cut the SIM asks for its PIN again, and nobody enters it: the router's programs for "
                            + handler.proto()
                            + " tell no card number and take a PIN where every process can read it. Write pin-lock: remove below modem: in "
                            + site.file());
        }
    }

    /** The modem that was probed, on the router's own nodes. */
    public Optional<Problem> enterAgain(RemoteLink link, List<String> ttys, Optional<ChosenUplink> modem) {
        if (!isWanted() || ttys.isEmpty()) {
            return Optional.empty();
        }
        return enter(new ModemPorts(new RouterPorts(link), ttys), modem.flatMap(ChosenUplink::simMark))
                .problem();
    }

    private Pin pin() {
        var source = site.modem().pin().orElseThrow();
        try {
            return Pin.of(secrets.read(source, "the SIM's PIN").reveal());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(
                    ProblemCode.SITE_PIN_FORM,
                    "modem.pin is no PIN",
                    "what " + source + " gives has not 4 to 8 digits",
                    "correct " + source + ", then run the same command again"));
        }
    }

    private Optional<Problem> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotNeeded() -> {
                narrator.saw("the SIM asks for no PIN", "AT+CPIN?");
                yield Optional.empty();
            }
            case Outcome.Unlocked() -> {
                narrator.done("the SIM is unlocked");
                yield Optional.empty();
            }
            case Outcome.Refused(var rule, var because) -> refused(rule, because);
            case Outcome.Wrong(var left) ->
                stays(ProblemCode.SIM_PIN_WRONG, "the SIM does not take modem.pin" + left(left), "it is not sent again")
                        .problem;
            case Outcome.Unclear(var because, var left) ->
                stays(
                                ProblemCode.SIM_PIN_UNCLEAR,
                                "modem.pin was sent, and nobody knows whether the SIM took it" + left(left),
                                because + "; it is not sent again")
                        .problem;
        };
    }

    /** Nothing that is written down tells the site's SIM from others: an earlier version noted two digits of it. */
    private Optional<Problem> notKnown(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var rule, var because) && rule == SimUnlock.Rule.OTHER_SIM
                ? stays(
                                ProblemCode.SIM_NOT_THE_ONE,
                                "nobody knows whether this is the SIM that modem.pin was given for",
                                "the saved probe does not hold its number: an earlier version wrote it, or it was not saved with --save")
                        .problem
                : told(outcome);
    }

    private Optional<Problem> refused(SimUnlock.Rule rule, String because) {
        return switch (rule) {
            case NOT_ASKED_FOR -> {
                narrator.warned("no PIN was sent: " + because);
                yield Optional.empty();
            }
            case OTHER_SIM ->
                stays(ProblemCode.SIM_NOT_THE_ONE, "modem.pin was given for another SIM", because).problem;
            case TRIES_LOW, TRIES_UNKNOWN ->
                stays(
                                ProblemCode.SIM_PIN_LOW,
                                "the SIM asks for its PIN, and none was sent: " + because,
                                "a SIM is never risked")
                        .problem;
            case SENT_BEFORE -> stays(ProblemCode.SIM_PIN_SPENT, "modem.pin is not sent again", because).problem;
            case DOUBTFUL_PORT, NO_MEMORY ->
                stays(ProblemCode.SIM_PIN_NEEDED, "the SIM asks for its PIN, and none was sent", because).problem;
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

    private Entered stays(ProblemCode code, String what, String because) {
        var next = code == ProblemCode.SIM_NOT_THE_ONE
                ? "with this SIM in the dongle run: outpost probe --save " + site.file() + "; or put the site's SIM in"
                : "unlock the SIM in a telephone or take its lock off there, then run the same command again";
        return new Entered(Optional.of(new Problem(code, what, because, next)), Optional.empty(), Optional.empty());
    }
}
