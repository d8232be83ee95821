package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CimiParser;
import dev.outpost.at.CpinParser;
import dev.outpost.at.CpinParser.Wants;
import dev.outpost.at.CregParser;
import dev.outpost.at.CrsmMncLengthParser;
import dev.outpost.at.DhcpParser;
import dev.outpost.at.HcsqParser;
import dev.outpost.at.IccidParser;
import dev.outpost.at.PinTriesParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The questions to the elected port about SIM, network, mode and session; no more of them than the answers before leave open. */
final class Details {
    /** A SIM that is starting is asked so often, and given up when no more time is left than its details need. */
    private static final Duration SIM_PAUSE = Duration.ofMillis(500);

    private static final Duration SIM_RESERVE = Duration.ofSeconds(3);

    private final Asking asking;

    Details(Asking asking) {
        this.asking = asking;
    }

    /** A SIM that is starting is asked again at the end, and then until it is ready: nothing is lost by waiting meanwhile. */
    void ask() {
        var wants = CpinParser.parse(asking.ask(AtCommand.SIM_STATE));
        if (wants != Wants.PATIENCE) {
            sim(wants);
        }
        network();
        asking.dialect().questions().forEach(asking::ask);
        signal();
        contexts();
        if (wants == Wants.PATIENCE) {
            sim(awaited());
        }
    }

    private Wants awaited() {
        var wants = Wants.PATIENCE;
        while (wants == Wants.PATIENCE && asking.dialogue().remaining().compareTo(SIM_RESERVE) > 0) {
            wants = CpinParser.parse(asking.again(AtCommand.SIM_STATE));
            if (wants == Wants.PATIENCE) {
                asking.dialogue().listen(SIM_PAUSE);
            }
        }
        return wants;
    }

    private void sim(Wants wants) {
        if (wants == Wants.SIM) {
            return;
        }
        asking.ask(AtCommand.SIM_TRIES_BY_CARD);
        asking.dialect().tries().forEach(asking::ask);
        if (wants == Wants.PIN && tries().isEmpty()) {
            asking.ask(AtCommand.SIM_TRIES);
        }
        if (wants == Wants.NOTHING) {
            asking.ask(AtCommand.IMSI);
        }
        if (IccidParser.parse(asking.ask(asking.dialect().iccid()).lines()).isEmpty()) {
            asking.ask(AtCommand.ICCID_FILE);
        }
        CimiParser.parse(asking.lines(AtCommand.IMSI)).ifPresent(this::operator);
    }

    /** What the table cannot tell from the IMSI alone is asked of the card. */
    private void operator(String imsi) {
        var book = ApnBook.shipped();
        if (!book.isCertainOfLength(imsi)) {
            asking.ask(AtCommand.MNC_LENGTH);
        }
        var network = book.network(imsi, CrsmMncLengthParser.parse(asking.lines(AtCommand.MNC_LENGTH)));
        if (book.providers(network).size() > 1) {
            asking.ask(AtCommand.PROVIDER_NAME);
        }
    }

    private Optional<Integer> tries() {
        return asking.answers().entrySet().stream()
                .flatMap(e -> PinTriesParser.parse(e.getKey(), e.getValue().lines()).stream())
                .min(Integer::compare);
    }

    private void network() {
        asking.ask(AtCommand.REGISTRATION_EPS);
        if (!isRegistered()) {
            asking.ask(AtCommand.REGISTRATION_GPRS);
            asking.ask(AtCommand.REGISTRATION);
        }
        asking.ask(AtCommand.OPERATOR);
    }

    /** The general ways only where the vendor's own did not tell. */
    private void signal() {
        var own = HcsqParser.parse(asking.lines(AtCommand.HUAWEI_SIGNAL));
        if (own.rsrp().isEmpty()) {
            asking.ask(AtCommand.SIGNAL_EXTENDED);
        }
        if (own.rssi().isEmpty()) {
            asking.ask(AtCommand.SIGNAL);
        }
    }

    private void contexts() {
        asking.ask(AtCommand.CONTEXTS);
        if (isRegistered()) {
            if (DhcpParser.parse(asking.lines(AtCommand.HUAWEI_DHCP)).isEmpty()) {
                asking.ask(AtCommand.CONTEXT_ADDRESS);
            }
            asking.ask(AtCommand.CONTEXT_GRANTED);
        }
    }

    private boolean isRegistered() {
        return List.of(AtCommand.REGISTRATION_EPS, AtCommand.REGISTRATION_GPRS, AtCommand.REGISTRATION).stream()
                .flatMap(c -> CregParser.parse(c, asking.lines(c)).stream())
                .anyMatch(stat -> stat == 1 || stat == 5);
    }
}
