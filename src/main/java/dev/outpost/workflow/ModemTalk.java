package dev.outpost.workflow;

import dev.outpost.dongle.ApnBook;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/** Asks the modem over the router's own nodes, once its drivers are in, and remembers what it answered. */
final class ModemTalk {
    private final Narrator narrator;
    private final SimEntry sim;
    private Optional<Problem> locked = Optional.empty();
    private Heard heard = Heard.NOTHING;

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

    /** Asks on every node which one answers, and of a SIM whose access point name nobody knows, its network. */
    Batch asking(Batch batch, Planner planner, RouterFacts facts, boolean driversCome) {
        return planner.modem()
                .filter(modem -> modem.candidate().openwrt().proto().equals("ncm"))
                .flatMap(modem -> modem.on(facts)
                        .map(thing -> batch.then(RouterWork.script("modem")
                                .with("DEVICE", thing.path())
                                .with("ORDER", modem.order(thing))
                                .with("ASK_IMSI", modem.apn().isEmpty() ? 1 : 0)
                                .with("WAIT", driversCome ? 20 : 5))))
                .orElse(batch);
    }

    /** Takes the answer in. */
    void hear(Answer answer) {
        for (var line : answer.stdout().lines().toList()) {
            var words = line.split(" ", 3);
            if (words[0].equals("tty") && words.length == 3 && words[1].matches("/dev/tty[A-Za-z0-9]+")) {
                heard = new Heard(Optional.of(words[1]), heard.network(), heard.apn());
                narrator.saw("the modem answers on " + words[1] + " of the router", "AT+CGMI: " + words[2]);
            } else if (words[0].equals("silent") && words.length > 1) {
                narrator.saw(words[1] + " is silent", "no answer to AT+CGMI");
            } else if (words[0].equals("imsi") && words.length > 1 && words[1].matches("[0-9]{6,15}")) {
                heardOf(ApnBook.shipped(), words[1]);
            }
        }
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
