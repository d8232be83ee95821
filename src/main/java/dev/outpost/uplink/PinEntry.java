package dev.outpost.uplink;

import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import dev.outpost.at.SimUnlock;
import dev.outpost.ledger.SimBook;
import dev.outpost.ledger.State;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.site.ModemWish.PinLock;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import java.util.Optional;
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
    private final PinTold told;
    private boolean spent;
    private Optional<Problem> locked = Optional.empty();
    private Optional<Kept> kept = Optional.empty();

    public PinEntry(State state, Secrets secrets, Site site, Narrator narrator) {
        this.state = state;
        this.secrets = secrets;
        this.site = site;
        this.narrator = narrator;
        this.told = new PinTold(site, narrator);
    }

    /**
     * A lock that stays.
     *
     * @param file for the router; empty where the card has no lock
     * @param mark of the PIN
     * @param proven whether the PIN opened this card before
     */
    private record Kept(Optional<Secret> file, String mark, boolean proven) {}

    /** Whether the site file names a PIN at all. */
    public boolean isWanted() {
        return site.modem().pin().isPresent();
    }

    /** Why the SIM is still locked, where a PIN was to be entered. */
    public Optional<Problem> locked() {
        return locked;
    }

    /**
     * Unlocks the SIM if it asks for its PIN.
     *
     * @param ports the router's
     * @return the IMSI of a SIM that is open
     */
    public Optional<String> enter(ModemPorts ports, ChosenUplink modem) {
        kept = Optional.empty();
        locked = spent ? told.spent() : Optional.empty();
        if (spent) {
            return Optional.empty();
        }
        var pin = pin();
        var book = new SimBook(state, state.site(site.name()));
        var imsi = ports.talk(dialogue -> entered(SimUnlock.on(dialogue, book), book, pin, modem.simMark()));
        if (imsi.isEmpty()) {
            told.unasked(ports.ttys());
        }
        return imsi.flatMap(known -> known);
    }

    private Optional<String> entered(SimUnlock unlock, SimBook book, Pin pin, Optional<String> probed) {
        Predicate<Iccid> given = sim -> book.isOf(sim, probed);
        var outcome = unlock.unlock(pin, given);
        locked = book.isBound() || probed.isPresent() ? told.told(outcome) : told.notKnown(outcome);
        if (!outcome.isOpen()) {
            return Optional.empty();
        }
        var imsi = unlock.subscriber();
        kept = lock(unlock, book, pin, given);
        return imsi;
    }

    private Optional<Kept> lock(SimUnlock unlock, SimBook book, Pin pin, Predicate<Iccid> given) {
        if (site.modem().pinLock() == PinLock.REMOVE) {
            told.removed(unlock.removeLock(pin, given));
            return Optional.empty();
        }
        if (!unlock.isLocked()) {
            return Optional.of(new Kept(Optional.empty(), book.mark(pin), false));
        }
        return unlock.number().filter(given).flatMap(card -> entrusted(unlock, pin, card, book));
    }

    /** A PIN that was sent and not found right is not left to anybody who would send it. */
    private Optional<Kept> entrusted(SimUnlock unlock, Pin pin, Iccid card, SimBook book) {
        var history = book.history(card, pin);
        if (history.isSpent()) {
            narrator.warned("the router is not given modem.pin: it was sent to this SIM and not found right");
            return Optional.empty();
        }
        return Optional.of(
                new Kept(Optional.of(RouterPin.text(pin, card, unlock.dialect())), book.mark(pin), history.proven()));
    }

    /** What the router tells of the PIN that lies there. */
    public void looksAt(RouterFacts router) {
        spent = isWanted() && routerPin().isSpent(router);
    }

    public RouterPin routerPin() {
        return new RouterPin(state.site(site.name()), secrets, site);
    }

    /** Who sends the PIN after the next power cut, where the router's own script cannot. */
    public void tellWhoOpensItNext(ChosenUplink modem) {
        if (kept.flatMap(Kept::file).isPresent()) {
            told.nobodyOpensItNext(modem.handler());
        }
    }

    /** What gives the router the PIN, where the card has a lock. */
    public Optional<Script> giving() {
        return kept.flatMap(lock -> lock.file()
                .map(text -> Script.in(Guard.class, "pin")
                        .with("PROVEN", lock.proven() ? 1 : 0)
                        .secret("TEXT", text)));
    }

    /** The router has what it needs. */
    public void settled() {
        kept.ifPresent(done -> {
            if (done.file().isPresent()) {
                routerPin().placed(done.mark());
                narrator.done("the router enters the SIM's PIN at each start, into this SIM alone");
            } else {
                routerPin().needsNone(done.mark());
                narrator.saw("the SIM has no lock", "AT+CLCK: the router needs no PIN");
            }
        });
        kept = Optional.empty();
    }

    /** Where nothing else was to be done: on the router's own nodes. */
    public Optional<Problem> enterAgain(ModemPorts ports, ChosenUplink modem) {
        if (!isWanted() || ports.ttys().isEmpty()) {
            return Optional.empty();
        }
        enter(ports, modem);
        return locked;
    }

    private Pin pin() {
        var source = site.modem().pin().orElseThrow();
        try {
            return Pin.of(secrets.read(source, "the SIM's PIN").reveal());
        } catch (IllegalArgumentException e) {
            throw PinTold.noPin(source);
        }
    }
}
