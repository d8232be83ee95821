package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CardAnswers;
import dev.outpost.at.CpinParser;
import dev.outpost.at.CpinParser.Wants;
import dev.outpost.at.Dialect;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.at.PinTries;
import dev.outpost.at.Signal;
import java.time.Duration;
import java.util.List;

/** The questions to the elected port about SIM, network, mode and session; no more of them than the answers before leave open. */
final class DetailQuestions {
    /** A SIM that is starting is asked so often, and given up when no more time is left than its details need. */
    private static final Duration SIM_PAUSE = Duration.ofMillis(500);

    private static final Duration SIM_RESERVE = Duration.ofSeconds(3);

    private final PortAnswers asking;

    DetailQuestions(PortAnswers asking) {
        this.asking = asking;
    }

    /** A SIM that is starting is asked again at the end, and then until it is ready: nothing is lost by waiting meanwhile. */
    void ask() {
        var wants = CpinParser.parse(asking.ask(AtCommand.SIM_STATE));
        if (!wants.mayPass()) {
            sim(wants);
        }
        network();
        asking.dialect().questions().forEach(asking::ask);
        signal();
        contexts();
        if (wants.mayPass()) {
            sim(awaited());
        }
    }

    private Wants awaited() {
        var wants = CpinParser.parse(asking.again(AtCommand.SIM_STATE));
        while (wants == Wants.NOT_READY && asking.dialogue().remaining().compareTo(SIM_RESERVE) > 0) {
            asking.dialogue().listen(SIM_PAUSE);
            wants = CpinParser.parse(asking.again(AtCommand.SIM_STATE));
        }
        return wants;
    }

    private void sim(Wants wants) {
        if (wants == Wants.ABSENT) {
            return;
        }
        asking.ask(AtCommand.SIM_TRIES_BY_CARD);
        asking.dialect().tries().forEach(asking::ask);
        if (wants == Wants.PIN && PinTries.lowest(asking.answers()).isEmpty()) {
            asking.ask(AtCommand.SIM_TRIES);
        }
        if (mayTellItsSubscriber(wants)) {
            asking.ask(AtCommand.IMSI);
        }
        if (CardAnswers.iccid(asking.ask(asking.dialect().iccid()).lines()).isEmpty()) {
            asking.ask(AtCommand.ICCID_FILE);
        }
        CardAnswers.imsi(asking.lines(AtCommand.IMSI)).ifPresent(this::operator);
    }

    /** An open card, or one of which the modem does not say how it is: its subscriber's number is then the proof. */
    private static boolean mayTellItsSubscriber(Wants wants) {
        return switch (wants) {
            case READY, READY_SECOND_CODE, OPERATOR_LOCK, REFUSED, UNKNOWN -> true;
            case PIN, PUK, DEVICE_LOCK, ABSENT, NOT_READY, FAILURE, WRONG -> false;
        };
    }

    /** What the table cannot tell from the IMSI alone is asked of the card. */
    private void operator(String imsi) {
        var book = ApnBook.shipped();
        if (!book.isCertainOfLength(imsi)) {
            asking.ask(AtCommand.MNC_LENGTH);
        }
        var network = book.network(imsi, CardAnswers.mncLength(asking.lines(AtCommand.MNC_LENGTH)));
        if (book.providers(network).size() > 1
                && CardAnswers.providerName(asking.ask(AtCommand.PROVIDER_NAME).lines())
                        .isEmpty()) {
            asking.ask(AtCommand.PROVIDER_NAME_OTHER);
        }
    }

    /** The networks that carry data first; another only while none of them has taken the modem. */
    private void network() {
        asking.ask(AtCommand.FUNCTION);
        for (var network : List.of(
                AtCommand.REGISTRATION_EPS,
                AtCommand.REGISTRATION_GPRS,
                AtCommand.REGISTRATION,
                AtCommand.REGISTRATION_5G)) {
            if (!isRegistered()) {
                asking.ask(network);
            }
        }
        if (!isRegistered() && asking.dialect() == Dialect.HUAWEI) {
            asking.ask(AtCommand.HUAWEI_RADIO);
        }
        asking.ask(AtCommand.OPERATOR);
    }

    /** The general ways only where the vendor's own did not tell. */
    private void signal() {
        var own = Signal.of(AtCommand.HUAWEI_SIGNAL, asking.lines(AtCommand.HUAWEI_SIGNAL));
        if (own.rsrp().isEmpty()
                && Signal.of(
                                AtCommand.SIGNAL_EXTENDED,
                                asking.ask(AtCommand.SIGNAL_EXTENDED).lines())
                        .rsrp()
                        .isEmpty()) {
            asking.dialect().cell().ifPresent(asking::ask);
        }
        if (own.rssi().isEmpty()) {
            asking.ask(AtCommand.SIGNAL);
        }
    }

    private void contexts() {
        asking.ask(AtCommand.CONTEXTS);
        if (isRegistered()) {
            if (NetworkAnswers.dhcp(asking.lines(AtCommand.HUAWEI_DHCP)).isEmpty()) {
                asking.ask(AtCommand.CONTEXT_ADDRESS);
            }
            if (NetworkAnswers.cgcontrdp(asking.ask(AtCommand.CONTEXT_GRANTED).lines())
                    .isEmpty()) {
                asking.ask(AtCommand.CONTEXTS_GRANTED);
            }
        }
    }

    private boolean isRegistered() {
        return Network.Registrations.of(asking::lines).isRegistered();
    }
}
