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
            List.of("12d1", "3426"),
            List.of("huawei"),
            List.of(AtCommand.HUAWEI_TRIES),
            List.of(
                    AtCommand.HUAWEI_PORTS,
                    AtCommand.HUAWEI_SYSTEM,
                    AtCommand.HUAWEI_SIGNAL,
                    AtCommand.HUAWEI_NDIS,
                    AtCommand.HUAWEI_DHCP),
            AtCommand.HUAWEI_ICCID),
    QUECTEL(
            List.of("2c7c"),
            List.of("quectel"),
            List.of(AtCommand.QUECTEL_TRIES),
            List.of(AtCommand.QUECTEL_USBNET, AtCommand.QUECTEL_NETWORK),
            AtCommand.ICCID),
    SIERRA(
            List.of("1199", "0f3d"),
            List.of("sierra"),
            List.of(AtCommand.SIERRA_TRIES),
            List.of(AtCommand.SIERRA_COMPOSITION),
            AtCommand.ICCID),
    ZTE(List.of("19d2"), List.of("zte", "marvell"), List.of(AtCommand.ZTE_TRIES), List.of(), AtCommand.ICCID),
    TELIT(List.of("1bc7"), List.of("telit"), List.of(), List.of(AtCommand.TELIT_USBCFG), AtCommand.ICCID),
    SIMCOM(
            List.of("1e0e"),
            List.of("simcom"),
            List.of(AtCommand.SIMCOM_TRIES),
            List.of(AtCommand.SIMCOM_PID),
            AtCommand.ICCID),
    FIBOCOM(
            List.of("2cb7", "0e8d", "8087"),
            List.of("fibocom", "mediatek"),
            List.of(AtCommand.MTK_TRIES),
            List.of(AtCommand.FIBOCOM_MODE),
            AtCommand.ICCID),
    UBLOX(
            List.of("1546"),
            List.of("u-blox"),
            List.of(AtCommand.UBLOX_TRIES),
            List.of(AtCommand.UBLOX_MODE),
            AtCommand.ICCID),
    NOVATEL(List.of("1410"), List.of("novatel"), List.of(AtCommand.NOVATEL_TRIES), List.of(), AtCommand.ICCID),
    ICERA(List.of("1983"), List.of("icera"), List.of(AtCommand.ICERA_TRIES), List.of(), AtCommand.ICCID),
    ERICSSON(
            List.of("0bdb"),
            List.of("ericsson", "sony"),
            List.of(AtCommand.ERICSSON_TRIES),
            List.of(),
            AtCommand.ICCID_OTHER),
    OPTION(List.of("0af0"), List.of("option"), List.of(AtCommand.OPTION_TRIES), List.of(), AtCommand.ICCID),
    CINTERION(
            List.of("1e2d", "0681"),
            List.of("cinterion", "gemalto", "siemens", "thales"),
            List.of(AtCommand.CINTERION_TRIES),
            List.of(),
            AtCommand.ICCID),
    /** No vendor known: only what 3GPP has, and the two mode queries that any vendor may be asked. */
    GENERIC(
            List.of(),
            List.of(),
            List.of(AtCommand.SIM_TRIES),
            List.of(AtCommand.HUAWEI_PORTS, AtCommand.QUECTEL_USBNET),
            AtCommand.ICCID);

    private final List<String> vids;
    private final List<String> names;
    private final List<AtCommand> tries;
    private final List<AtCommand> questions;
    private final AtCommand iccid;

    Dialect(List<String> vids, List<String> names, List<AtCommand> tries, List<AtCommand> questions, AtCommand iccid) {
        this.vids = vids;
        this.names = names;
        this.tries = tries;
        this.questions = questions;
        this.iccid = iccid;
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
}
