package dev.outpost.run;

import dev.outpost.dongle.ApnBook;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.step.Narrator;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.DongleCheck;
import dev.outpost.uplink.DongleFingerprint;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.ModemPorts;
import dev.outpost.uplink.PinEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the modem over the router's own nodes, once its drivers are in, and remembers what it answered. */
final class ModemTalk {
    private final Narrator narrator;
    private final PinEntry sim;
    private ModemAnswers heard = ModemAnswers.NOTHING;
    private Optional<ChosenUplink> asked = Optional.empty();
    private Optional<DongleCheck> handOver = Optional.empty();

    ModemTalk(Narrator narrator, PinEntry sim) {
        this.narrator = narrator;
        this.sim = sim;
    }

    /** Enters the site's PIN where there is one and the modem has a serial port; an open SIM tells its network. */
    void unlock(RemoteLink link, Optional<ChosenUplink> modem, RouterFacts router) {
        sim.looksAt(router);
        if (!sim.isWanted() || modem.isEmpty()) {
            return;
        }
        var ttys = Stream.concat(heard.tty().stream(), modem.get().on(router).ttys().stream())
                .toList();
        var imsi = sim.enter(ModemPorts.on(link, ttys), modem.get());
        sim.tellWhoOpensItNext(modem.get());
        imsi.filter(_ -> heard.network().isEmpty() && modem.get().apn().isEmpty())
                .ifPresent(known -> heardOf(ApnBook.shipped(), known));
    }

    /** The node on which it answered. */
    Optional<String> tty() {
        return heard.tty();
    }

    /** The plan with what it answered. */
    RouterPlan heardBy(RouterPlan plan) {
        return plan.after(heard);
    }

    /** The router with what was plugged into it then. */
    RouterFacts seenOn(RouterFacts router) {
        return router.withUsb(heard.usbLines());
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
                .with("DEVICES", modem.on(facts).paths())
                .with("ORDER", modem.on(facts).order())
                .with("ASK_IMEI", modem.same().knowsImei() ? 1 : 0)
                .with("ASK_IMSI", modem.apn().isEmpty() ? 1 : 0)
                .with("WAIT", driversCome ? 20 : 5);
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
        ModemAnswers.Voice.chosen(
                        ModemAnswers.Voice.all(said),
                        asked.map(ChosenUplink::same).orElse(DongleFingerprint.Matcher.UNKNOWN))
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

    private void take(ModemAnswers.Voice voice) {
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
        heard = heard.of(network, book.choose(network));
        narrator.saw("the SIM is of network " + network, "the first digits of its IMSI");
        heard.apn()
                .value()
                .ifPresent(name ->
                        narrator.decided("APN " + name, heard.apn().source().orElse("its network's table")));
    }
}
