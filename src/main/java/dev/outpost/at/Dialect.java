package dev.outpost.at;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A vendor's own commands: what else may be asked there, and how it tells the PIN's tries. */
// the lists are immutable, which the checker cannot see
@SuppressWarnings("ImmutableEnumChecker")
public enum Dialect {
    HUAWEI(
            "12d1 3426",
            "huawei",
            AtCommand.HUAWEI_ICCID,
            List.of(AtCommand.HUAWEI_TRIES),
            AtCommand.HUAWEI_PORTS,
            AtCommand.HUAWEI_SYSTEM,
            AtCommand.HUAWEI_SIGNAL,
            AtCommand.HUAWEI_NDIS,
            AtCommand.HUAWEI_DHCP),
    QUECTEL("2c7c", "quectel", AtCommand.QUECTEL_TRIES, AtCommand.QUECTEL_USBNET, AtCommand.QUECTEL_NETWORK),
    SIERRA("1199 0f3d", "sierra", AtCommand.SIERRA_TRIES, AtCommand.SIERRA_COMPOSITION),
    ZTE("19d2", "zte marvell", AtCommand.ZTE_TRIES),
    TELIT("1bc7", "telit", AtCommand.ICCID, List.of(), AtCommand.TELIT_USBCFG),
    SIMCOM("1e0e", "simcom", AtCommand.SIMCOM_TRIES, AtCommand.SIMCOM_PID),
    FIBOCOM("2cb7 0e8d 8087", "fibocom mediatek", AtCommand.MTK_TRIES, AtCommand.FIBOCOM_MODE),
    UBLOX("1546", "u-blox", AtCommand.UBLOX_TRIES, AtCommand.UBLOX_MODE),
    NOVATEL("1410", "novatel", AtCommand.NOVATEL_TRIES),
    ICERA("1983", "icera", AtCommand.ICERA_TRIES),
    ERICSSON("0bdb", "ericsson sony", AtCommand.ICCID_OTHER, List.of(AtCommand.ERICSSON_TRIES)),
    OPTION("0af0", "option", AtCommand.OPTION_TRIES),
    CINTERION("1e2d 0681", "cinterion gemalto siemens thales", AtCommand.CINTERION_TRIES),
    /** No vendor known: only what 3GPP has, and the two mode queries that any vendor may be asked. */
    GENERIC("", "", AtCommand.SIM_TRIES, AtCommand.HUAWEI_PORTS, AtCommand.QUECTEL_USBNET);

    private final List<String> vids;
    private final List<String> names;
    private final AtCommand iccid;
    private final List<AtCommand> tries;
    private final List<AtCommand> questions;

    Dialect(String vids, String names, AtCommand tries, AtCommand... questions) {
        this(vids, names, AtCommand.ICCID, List.of(tries), questions);
    }

    Dialect(String vids, String names, AtCommand iccid, List<AtCommand> tries, AtCommand... questions) {
        this.vids = words(vids);
        this.names = words(names);
        this.iccid = iccid;
        this.tries = tries;
        this.questions = List.of(questions);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    /** By what the modem calls itself, else by its USB vendor. */
    public static Dialect of(Optional<String> manufacturer, Optional<String> vid) {
        var said = manufacturer.orElse("").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(d -> d.names.stream().anyMatch(said::contains))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(d -> vid.filter(d.vids::contains).isPresent())
                        .findFirst())
                .orElse(GENERIC);
    }

    /** The word names a maker that is known here. */
    static boolean isMaker(String word) {
        return of(Optional.of(word), Optional.empty()) != GENERIC;
    }

    /** Ways to read how many tries the PIN has left, apart from the card's own. */
    public List<AtCommand> tries() {
        return tries;
    }

    /** What else this vendor's modems may be asked about mode, system, signal and session. */
    public List<AtCommand> questions() {
        return questions;
    }

    /** Reads the card's number. */
    public AtCommand iccid() {
        return iccid;
    }

    /** The vendor's report on the serving cell. */
    public Optional<AtCommand> cell() {
        return switch (this) {
            case QUECTEL -> Optional.of(AtCommand.QUECTEL_CELL);
            case SIMCOM -> Optional.of(AtCommand.SIMCOM_CELL);
            default -> Optional.empty();
        };
    }
}
