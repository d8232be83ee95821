package dev.outpost.run;

import dev.outpost.dongle.ApnBook;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterPorts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.DongleCheck;
import dev.outpost.uplink.DongleMatcher;
import dev.outpost.uplink.ModemAnswer;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.ModemPorts;
import dev.outpost.uplink.PinEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the modem over the router's own nodes, once its drivers are in, and remembers what it answered. */
public final class ModemTalk {
    private final Narrator narrator;
    private final PinEntry sim;
    private Optional<Problem> locked = Optional.empty();
    private Optional<PinEntry.Kept> kept = Optional.empty();
    private ModemAnswers heard = ModemAnswers.NOTHING;
    private Optional<ChosenUplink> asked = Optional.empty();
    private Optional<DongleCheck> handOver = Optional.empty();

    public ModemTalk(Narrator narrator, PinEntry sim) {
        this.narrator = narrator;
        this.sim = sim;
    }

    /** Why the SIM is still locked, where a PIN was to be entered. */
    Optional<Problem> locked() {
        return locked;
    }

    /** Enters the site's PIN where there is one and the modem has a serial port; an open SIM tells its network. */
    void unlock(RemoteLink link, Optional<ChosenUplink> modem, RouterFacts router) {
        sim.looksAt(router);
        if (!sim.isWanted() || modem.isEmpty()) {
            return;
        }
        var ttys = Stream.concat(heard.tty().stream(), modem.get().on(router).ttys().stream())
                .toList();
        var entered = sim.enter(new ModemPorts(new RouterPorts(link), ttys), modem.flatMap(ChosenUplink::simMark));
        locked = entered.problem();
        kept = entered.kept();
        sim.tellWhoOpensItNext(modem.get().handler(), kept);
        entered.imsi()
                .filter(imsi -> heard.network().isEmpty()
                        && modem.flatMap(ChosenUplink::apn).isEmpty())
                .ifPresent(imsi -> heardOf(ApnBook.shipped(), imsi));
    }

    /** What gives the router the PIN, where the card has a lock. */
    Optional<Script> givingThePin() {
        return kept.flatMap(PinEntry.Kept::file)
                .map(text -> Script.in(Guard.class, "pin")
                        .with("PROVEN", kept.filter(PinEntry.Kept::proven).isPresent() ? 1 : 0)
                        .secret("TEXT", text));
    }

    /** The router has what it needs. */
    void pinIsSettled() {
        kept.ifPresent(done -> {
            if (done.file().isPresent()) {
                sim.routerPin().placed(done.mark());
                narrator.done("the router enters the SIM's PIN at each start, into this SIM alone");
            } else {
                sim.routerPin().needsNone(done.mark());
                narrator.saw("the SIM has no lock", "AT+CLCK: the router needs no PIN");
            }
        });
        kept = Optional.empty();
    }

    ModemAnswers answers() {
        return heard;
    }

    /**
     * Asks on every node which one answers, for its IMEI where that tells the probed dongle from others, and of a SIM whose access point
     * name nobody knows, its network.
     */
    Batch asking(Batch batch, RouterPlan plan, RouterFacts facts, boolean driversCome) {
        return plan.modem()
                .map(modem -> {
                    asked = Optional.of(modem);
                    handOver = Optional.of(new DongleCheck(plan.site(), narrator));
                    heard = ModemAnswers.NOTHING;
                    return batch.then(question(modem, facts, driversCome)).then(Look.part("usb"));
                })
                .orElse(batch);
    }

    private static Script question(ChosenUplink modem, RouterFacts facts, boolean driversCome) {
        return Script.in(Guard.class, "modem")
                .with("PROTO", modem.handler().proto())
                .with("KIND", modem.node().word())
                .with("DEVICES", devices(modem, facts))
                .with("ORDER", modem.on(facts).order())
                .with("ASK_IMEI", modem.same().knowsImei() ? 1 : 0)
                .with("ASK_IMSI", modem.apn().isEmpty() ? 1 : 0)
                .with("WAIT", driversCome ? 20 : 5);
    }

    private static String devices(ChosenUplink modem, RouterFacts facts) {
        return modem.on(facts).ofItsKind().stream()
                .map(UsbDevice::path)
                .filter(path -> path.matches("[0-9.-]{1,40}"))
                .collect(Collectors.joining(" "));
    }

    /** Takes the answers in: of several dongles of one kind the one with the probed IMEI counts, else the first that answers. */
    void hear(List<Answer> answers) {
        var said = said(answers, "modem");
        var silent = said.lines()
                .filter(line -> line.startsWith("silent "))
                .map(line -> line.substring(7).strip())
                .toList();
        silent.forEach(node ->
                narrator.saw(node + " is silent", node.startsWith("/dev/tty") ? "no answer to AT+CGMI" : "no answer"));
        heard = heard.without(silent, refusing(said), said(answers, "usb"));
        ModemAnswer.chosen(ModemAnswer.all(said), asked.map(ChosenUplink::same).orElse(DongleMatcher.UNKNOWN))
                .ifPresent(this::take);
    }

    /** A port that answers ERROR speaks AT and names no modem: the next one is asked. */
    private List<String> refusing(String said) {
        var ports = said.lines()
                .map(line -> line.split(" ", 3))
                .filter(words -> words.length == 3 && words[0].equals("refuses"))
                .toList();
        ports.forEach(words -> narrator.saw(words[1] + " does not say whose modem it is", "AT+CGMI: " + words[2]));
        return ports.stream().map(words -> words[1]).toList();
    }

    private static String said(List<Answer> answers, String script) {
        return answers.stream()
                .filter(answer -> answer.script().equals(script))
                .map(Answer::stdout)
                .findFirst()
                .orElse("");
    }

    private void take(ModemAnswer voice) {
        heard = heard.on(voice.tty());
        narrator.saw("the modem answers on " + voice.tty() + " of the router", voice.evidence());
        asked.filter(modem -> modem.same().knowsImei())
                .ifPresent(modem -> handOver.ifPresent(talk ->
                        voice.imei().ifPresentOrElse(imei -> talk.heard(modem, voice.tty(), imei), talk::unproven)));
        voice.imsi().ifPresent(imsi -> heardOf(ApnBook.shipped(), imsi));
    }

    /** The IMSI itself is nobody's business: only its network is kept and told. */
    private void heardOf(ApnBook book, String imsi) {
        var network = book.network(imsi, Optional.empty());
        var apn = book.choose(network);
        heard = heard.of(network, apn);
        narrator.saw("the SIM is of network " + network, "the first digits of its IMSI");
        apn.value()
                .ifPresent(name -> narrator.decided("APN " + name, apn.source().orElse("its network's table")));
    }
}
