package dev.outpost.bench.dongle;

import java.util.Optional;

/**
 * What a modem's binary channel tells and takes, whatever the protocol: the state of card, network and session. A SIM that is busy or locked
 * tells no subscriber.
 */
public final class ModemControl {
    private final ModemState modem;
    private final String imei;
    private final boolean silent;

    ModemControl(ModemState modem, String imei, boolean silent) {
        this.modem = modem;
        this.imei = imei;
        this.silent = silent;
    }

    /** Takes everything and answers nothing. */
    public boolean isSilent() {
        return silent;
    }

    public String imei() {
        return imei;
    }

    /** The card inside. */
    public SimCard sim() {
        return modem.sim();
    }

    /** The card's subscriber, once it is open. */
    public Optional<String> imsi() {
        return modem.sim().state() == SimCard.State.READY
                ? Optional.of(modem.sim().subscriber())
                : Optional.empty();
    }

    /** Enters a PIN; whether the card took it. */
    public boolean unlocks(String pin) {
        try {
            modem.sim().enter(pin);
            return true;
        } catch (CmeError refused) {
            return false;
        }
    }

    public boolean isRegistered() {
        return modem.isRegistered();
    }

    public boolean hasSignal() {
        return modem.operator().hasSignal();
    }

    /** MCC and MNC of the network in one word. */
    public String plmn() {
        return modem.operator().plmn();
    }

    /** Dials; false when it is not registered, or the network refuses the access point. */
    public boolean connects(String apn) {
        try {
            var accepted = modem.connect(apn);
            if (!accepted) {
                modem.hangUp();
            }
            return accepted;
        } catch (CmeError notRegistered) {
            return false;
        }
    }

    /** The access point that the first context names. */
    public String contextApn() {
        return modem.contexts().getOrDefault(1, "");
    }

    public void hangsUp() {
        modem.hangUp();
    }

    /** The address of the session, while one is up. */
    public Optional<String> address() {
        return modem.address();
    }

    /** The other end of the session's network. */
    public Optional<String> gateway() {
        return modem.address().map(Fields::neighbour);
    }
}
