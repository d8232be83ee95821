package dev.outpost.at;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Every command that a look may send; a look has no other way to send one, so it can send nothing that writes a modem's flash, spends
 * a PIN try, changes the radio or reboots. All are reads, but for those that calm this one port until it is closed (E0, V1, Q0, CMEE) and
 * {@code ^CURC=0}, which stops Huawei's chatter and does not persist.
 *
 * <p>Sources of forms and times: 3GPP TS 27.007; ModemManager's vendor plugins for the vendor ones.
 */
// the sets are immutable, which the checker cannot see
@SuppressWarnings("ImmutableEnumChecker")
public enum AtCommand implements Sendable {
    AT("AT", "", 1500, Trait.NO_DATA),
    ECHO_OFF("ATE0", "", 1000, Trait.NO_DATA),
    VERBOSE("ATV1", "", 1000, Trait.NO_DATA),
    ERRORS_BY_NUMBER("AT+CMEE=1", "", 1000, Trait.NO_DATA),
    /** For a port that was told Q1 by somebody before: it echoes, or is silent, and never ends an answer. */
    RESULTS("ATQ0V1E0", "", 1000, Trait.NO_DATA),
    HUAWEI_QUIET("AT^CURC=0", "", 1000, Trait.NO_DATA),

    MANUFACTURER("AT+CGMI", "+CGMI", 3000, Trait.BARE),
    MODEL("AT+CGMM", "+CGMM", 3000, Trait.BARE),
    REVISION("AT+CGMR", "+CGMR", 3000, Trait.BARE),
    IMEI("AT+CGSN", "+CGSN", 3000, Trait.BARE, Trait.PRIVATE),
    INFORMATION("ATI", "", 3000, Trait.BARE),
    MANUFACTURER_OLD("AT+GMI", "+GMI", 3000, Trait.BARE),
    MODEL_OLD("AT+GMM", "+GMM", 3000, Trait.BARE),
    REVISION_OLD("AT+GMR", "+GMR", 3000, Trait.BARE),

    SIM_STATE("AT+CPIN?", "+CPIN", 5000),
    /** Whether the card asks for its PIN at each start. */
    SIM_LOCK("AT+CLCK=\"SC\",2", "+CLCK", 5000),
    SIM_TRIES("AT+CPINR", "+CPINR", 3000),
    /** VERIFY of ISO 7816-4 without a PIN: the card answers 63Cx, x tries left, and counts nothing. */
    SIM_TRIES_BY_CARD("AT+CSIM=10,\"0020000100\"", "+CSIM", 3000),
    IMSI("AT+CIMI", "+CIMI", 3000, Trait.BARE, Trait.PRIVATE),
    ICCID("AT+CCID", "+CCID", 3000, Trait.BARE, Trait.SPARE, Trait.PRIVATE),
    ICCID_OTHER("AT+ICCID", "+ICCID", 3000, Trait.BARE, Trait.SPARE, Trait.PRIVATE),
    /** EF_ICCID, 31.102 clause 4.2.2: the card itself, where the modem has no command of its own. */
    ICCID_FILE("AT+CRSM=176,12258,0,0,10", "+CRSM", 3000, Trait.SPARE, Trait.PRIVATE),
    /** EF_SPN, 31.102 clause 4.2.12: the name that the card's issuer wants shown; tells an MVNO from its host. */
    PROVIDER_NAME("AT+CRSM=176,28486,0,0,17", "+CRSM", 3000, Trait.SPARE),
    /** The same as SIMCom's modems read it. */
    PROVIDER_NAME_OTHER("AT+CSPN?", "+CSPN", 1000, Trait.SPARE),
    /** EF_AD, 31.102 clause 4.2.18: byte 4 is the length of the MNC. */
    MNC_LENGTH("AT+CRSM=176,28589,0,0,4", "+CRSM", 3000, Trait.SPARE),

    REGISTRATION("AT+CREG?", "+CREG", 3000, Trait.SPARE),
    REGISTRATION_GPRS("AT+CGREG?", "+CGREG", 3000, Trait.SPARE),
    REGISTRATION_EPS("AT+CEREG?", "+CEREG", 3000),
    REGISTRATION_5G("AT+C5GREG?", "+C5GREG", 3000, Trait.SPARE),
    OPERATOR("AT+COPS?", "+COPS", 3000),
    SIGNAL("AT+CSQ", "+CSQ", 3000, Trait.SPARE),
    SIGNAL_EXTENDED("AT+CESQ", "+CESQ", 3000, Trait.SPARE),
    CONTEXTS("AT+CGDCONT?", "+CGDCONT", 3000, Trait.SPARE),
    CONTEXT_ADDRESS("AT+CGPADDR=1", "+CGPADDR", 3000, Trait.SPARE),
    CONTEXT_GRANTED("AT+CGCONTRDP=1", "+CGCONTRDP", 3000, Trait.SPARE),
    /** Of every context that is up, where the first is not. */
    CONTEXTS_GRANTED("AT+CGCONTRDP", "+CGCONTRDP", 1000, Trait.SPARE),
    FUNCTION("AT+CFUN?", "+CFUN", 3000),

    /** The radio's two switches, software's and the case's: {@code ^RFSWITCH:1,1} when both are on; ModemManager's Huawei plugin. */
    HUAWEI_RADIO("AT^RFSWITCH?", "^RFSWITCH", 1000, Trait.SPARE),
    HUAWEI_PORTS("AT^SETPORT?", "^SETPORT", 3000),
    HUAWEI_SYSTEM("AT^SYSINFOEX", "^SYSINFOEX", 3000),
    HUAWEI_SIGNAL("AT^HCSQ?", "^HCSQ", 3000),
    /** Band and channel: {@code ^HFREQINFO:n,sysmode,band,channel,...}, as modemdata reads it for 12d1:1506. */
    HUAWEI_FREQUENCY("AT^HFREQINFO?", "^HFREQINFO", 1000),
    HUAWEI_TRIES("AT^CPIN?", "^CPIN", 3000),
    HUAWEI_ICCID("AT^ICCID?", "^ICCID", 3000, Trait.BARE, Trait.SPARE, Trait.PRIVATE),
    HUAWEI_NDIS("AT^NDISSTATQRY?", "^NDISSTATQRY", 3000),
    HUAWEI_DHCP("AT^DHCP?", "^DHCP", 3000),

    QUECTEL_USBNET("AT+QCFG=\"usbnet\"", "+QCFG", 3000),
    QUECTEL_TRIES("AT+QPINC?", "+QPINC", 3000),
    QUECTEL_NETWORK("AT+QNWINFO", "+QNWINFO", 3000, Trait.SPARE),
    /** The serving cell with everything that is measured of it. */
    QUECTEL_CELL("AT+QENG=\"servingcell\"", "+QENG", 1000, Trait.SPARE),
    SIERRA_COMPOSITION("AT!USBCOMP?", "", 3000, Trait.BARE),
    SIERRA_TRIES("AT+CPINC?", "+CPINC", 3000),
    /** The test form is the query. */
    ZTE_TRIES("AT+ZPINPUK=?", "+ZPINPUK", 3000),
    TELIT_USBCFG("AT#USBCFG?", "#USBCFG", 3000),
    SIMCOM_PID("AT+CUSBPIDSWITCH?", "+CUSBPIDSWITCH", 3000),
    /** System, cell, band and signal in one line. */
    SIMCOM_CELL("AT+CPSI?", "+CPSI", 1000, Trait.SPARE),
    SIMCOM_TRIES("AT+SPIC", "+SPIC", 3000),
    FIBOCOM_MODE("AT+GTUSBMODE?", "+GTUSBMODE", 3000),
    MTK_TRIES("AT+EPINC?", "+EPINC", 3000),
    UBLOX_MODE("AT+UUSBCONF?", "+UUSBCONF", 3000),
    UBLOX_TRIES("AT+UPINCNT", "+UPINCNT", 3000),
    NOVATEL_TRIES("AT$NWPINR?", "$NWPINR", 3000),
    ICERA_TRIES("AT%PINNUM?", "%PINNUM", 3000),
    ERICSSON_TRIES("AT*EPIN?", "*EPIN", 3000),
    OPTION_TRIES("AT_OERCN?", "_OERCN", 3000),
    /** Cinterion: names a lock and is told its counter; nothing is entered. */
    CINTERION_TRIES("AT^SPIC=\"SC\"", "^SPIC", 3000);

    private final String text;
    private final String prefix;
    private final Duration patience;
    private final Set<Trait> traits;

    AtCommand(String text, String prefix, int millis, Trait... traits) {
        this.text = text;
        this.prefix = prefix;
        this.patience = Duration.ofMillis(millis);
        this.traits = Set.of(traits);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<String> prefix() {
        return prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public boolean allowsBareLines() {
        return traits.contains(Trait.BARE);
    }

    /** An {@code OK} alone is a whole answer: there is no data to wait for. */
    @Override
    public boolean expectsData() {
        return !traits.contains(Trait.NO_DATA);
    }

    /** Nothing hangs on it where time is short. */
    public boolean canBeLeftOut() {
        return traits.contains(Trait.SPARE);
    }

    /** Its answer names a person's SIM or device. */
    public boolean isPrivate() {
        return traits.contains(Trait.PRIVATE);
    }

    private enum Trait {
        BARE,
        NO_DATA,
        SPARE,
        PRIVATE
    }
}
