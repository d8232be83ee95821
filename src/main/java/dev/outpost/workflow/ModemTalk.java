package dev.outpost.workflow;

import dev.outpost.dongle.ApnBook;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the modem over the router's own nodes, once its drivers are in, and remembers what it answered. */
final class ModemTalk {
    private final Narrator narrator;
    private final SimEntry sim;
    private Optional<Problem> locked = Optional.empty();
    private Heard heard = Heard.NOTHING;
    private Optional<Modem> asked = Optional.empty();
    private Optional<HandOver> handOver = Optional.empty();

    ModemTalk(Narrator narrator, SimEntry sim) {
        this.narrator = narrator;
        this.sim = sim;
    }

    /** Why the SIM is still locked, where a PIN was to be entered. */
    Optional<Problem> locked() {
        return locked;
    }

    /** Enters the site's PIN where there is one and the modem answered; an open SIM tells its network. */
    void unlock(RemoteLink link, Optional<Modem> modem) {
        if (!sim.isWanted() || heard.tty().isEmpty()) {
            return;
        }
        var entered = sim.enter(new RouterPorts(link), heard.tty().get(), modem.flatMap(Modem::iccid));
        locked = entered.problem();
        entered.imsi()
                .filter(imsi ->
                        heard.network().isEmpty() && modem.flatMap(Modem::apn).isEmpty())
                .ifPresent(imsi -> heardOf(ApnBook.shipped(), imsi));
        if (locked.isPresent()
                && heard.apn().isEmpty()
                && modem.flatMap(Modem::apn).isEmpty()) {
            throw new ProblemException(locked.get());
        }
    }

    Heard heard() {
        return heard;
    }

    /**
     * Asks on every node which one answers, for its IMEI where that tells the probed dongle from others, and of a SIM whose access point
     * name nobody knows, its network.
     */
    Batch asking(Batch batch, Planner planner, RouterFacts facts, boolean driversCome) {
        return planner.modem()
                .filter(ModemTalk::canBeAsked)
                .flatMap(modem -> modem.on(facts).map(first -> {
                    asked = Optional.of(modem);
                    handOver = Optional.of(new HandOver(planner.site(), narrator));
                    return batch.then(RouterWork.script("modem")
                            .with("DEVICES", devices(modem, facts))
                            .with("ORDER", modem.order(first))
                            .with("ASK_IMEI", modem.same().knowsImei() ? 1 : 0)
                            .with("ASK_IMSI", modem.apn().isEmpty() ? 1 : 0)
                            .with("WAIT", driversCome ? 20 : 5));
                }))
                .orElse(batch);
    }

    /** Its handler brings the program that asks. */
    static boolean canBeAsked(Modem modem) {
        return modem.candidate().openwrt().proto().equals("ncm");
    }

    private static String devices(Modem modem, RouterFacts facts) {
        return modem.ofItsKind(facts).stream()
                .map(UsbDevice::path)
                .filter(path -> path.matches("[0-9.-]{1,40}"))
                .collect(Collectors.joining(" "));
    }

    /** Takes the answer in: of several dongles of one kind the one with the probed IMEI counts, else the first that answers. */
    void hear(Answer answer) {
        answer.stdout()
                .lines()
                .filter(line -> line.startsWith("silent "))
                .forEach(line -> narrator.saw(line.substring(7) + " is silent", "no answer to AT+CGMI"));
        ModemVoice.chosen(
                        ModemVoice.all(answer.stdout()), asked.map(Modem::same).orElse(SameDongle.UNKNOWN))
                .ifPresent(this::take);
    }

    private void take(ModemVoice voice) {
        heard = new Heard(Optional.of(voice.tty()), heard.network(), heard.apn());
        narrator.saw("the modem answers on " + voice.tty() + " of the router", "AT+CGMI: " + voice.maker());
        asked.filter(modem -> modem.same().knowsImei())
                .ifPresent(modem -> handOver.ifPresent(talk ->
                        voice.imei().ifPresentOrElse(imei -> talk.heard(modem, voice.tty(), imei), talk::unproven)));
        voice.imsi().ifPresent(imsi -> heardOf(ApnBook.shipped(), imsi));
    }

    /** The IMSI itself is nobody's business: only its network is kept and told. */
    private void heardOf(ApnBook book, String imsi) {
        var network = book.network(imsi, Optional.empty());
        var apn = book.choose(network);
        heard = new Heard(heard.tty(), Optional.of(network), apn.value());
        narrator.saw("the SIM is of network " + network, "the first digits of AT+CIMI");
        apn.value()
                .ifPresent(name -> narrator.decided("APN " + name, apn.source().orElse("its network's table")));
    }
}
