package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a modem tells of its radio, its network and its session, each by the name of its question. */
public final class NetworkAnswers {
    private static final List<Integer> RADIO_OFF = List.of(0, 2, 3, 4, 7, 19);

    private static final int HIGHEST_STAT = 11;

    /** Zeros may lead, {@code 002,001}, and one modem writes {@code 0 5}. */
    private static final Pattern CREG = Pattern.compile("\\s*\\d{1,3}\\s*,\\s*(\\d(?: ?\\d){0,2})\\s*(?:,.*)?");

    /** Names may hold commas, semicolons and quotation marks. */
    private static final Pattern NAMED =
            Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d*)\\s*,\\s*\"(.*)\"\\s*(?:,\\s*(\\d{1,3}))?\\s*(?:,.*)?");

    private static final Pattern BARE =
            Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d*)\\s*,([^\",]*)(?:,\\s*(\\d{1,3}))?\\s*(?:,.*)?");

    /** Contexts of the network's own services, which carry no data of the owner. */
    private static final Pattern SERVICE = Pattern.compile("(?i)(ims|sos|xcap|ut)(\\.mnc.*)?");

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.:A-Fa-f])((?:\\d{1,3}\\.){3}\\d{1,3})(?:(?:\\.\\d{1,3}){4})?(?![\\d.])");

    private NetworkAnswers() {}

    /**
     * The functionality that is set.
     *
     * @param level the number as the modem gave it
     */
    public record Functionality(int level) {
        /** The radio cannot register anywhere. */
        public boolean isOff() {
            return RADIO_OFF.contains(level);
        }

        public boolean isFull() {
            return level == 1;
        }
    }

    /**
     * {@code +CFUN: fun[,...]}: what the radio may do, 3GPP TS 27.007 section 8.2: 0 minimum, 1 full, 2 no transmitter, 3 no receiver, 4 neither; from
     * 5 on the makers' own, of which 7 is Qualcomm's offline mode and 19 u-blox' minimum. Of several lines the last counts: one before it came unasked.
     */
    public static Optional<Functionality> cfun(List<String> lines) {
        return Fields.of("+CFUN", lines).stream()
                .flatMap(f -> f.number(0).stream())
                .filter(level -> level >= 0 && level <= 127)
                .reduce((before, last) -> last)
                .map(Functionality::new);
    }

    /** Huawei's {@code ^RFSWITCH:software,hardware}: whether both switches, 1 on, 0 off, let the radio run; empty where the modem does not tell. */
    public static Optional<Boolean> rfswitch(List<String> lines) {
        return Fields.of("^RFSWITCH", lines).stream()
                .filter(f -> f.number(0).isPresent())
                .reduce((before, last) -> last)
                .map(f -> Stream.of(0, 1).allMatch(i -> f.number(i).orElse(1) != 0));
    }

    /**
     * The stat of {@code +CREG: n,stat,...} and its like for GPRS, EPS and 5G, 3GPP TS 27.007 sections 7.2, 10.1.20, 10.1.22 and 10.1.47: 0 idle,
     * 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming, 6 and 7 SMS only at home and roaming, 8 emergency calls only, 9 and 10 registered without a
     * preference for circuit-switched fallback at home and roaming, 11 emergency calls only (RLOS). Of several lines the last counts.
     *
     * <p>An unsolicited {@code +CREG: 1,"1F00",...} has the stat first and an area second, which is quoted or has four digits: it does not count.
     */
    public static Optional<Integer> creg(AtCommand asked, List<String> lines) {
        var prefix = asked.prefix().orElseThrow();
        return lines.stream()
                .flatMap(line -> Fields.after(prefix, line).stream())
                .map(CREG::matcher)
                .filter(answer -> answer.matches())
                .map(answer -> Integer.valueOf(answer.group(1).replace(" ", "")))
                .filter(stat -> stat <= HIGHEST_STAT)
                .reduce((before, last) -> last);
    }

    /**
     * The registered network.
     *
     * @param operator a number or a name, as the modem has it
     * @param technology {@code gsm}, {@code umts}, {@code lte}, {@code nr}; empty without an operator
     */
    public record Serving(Optional<String> operator, Optional<String> technology) {}

    /** {@code +COPS?}: {@code mode,format,"operator",AcT}; {@code +COPS: 0} alone, or an empty name, is no operator. 3GPP TS 27.007 section 7.3. */
    public static Optional<Serving> cops(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after("+COPS", line).stream())
                .findFirst()
                .map(NetworkAnswers::serving);
    }

    private static Serving serving(String text) {
        return Stream.of(NAMED, BARE)
                .map(form -> form.matcher(text))
                .filter(found -> found.matches())
                .findFirst()
                .filter(found -> !found.group(3).isBlank())
                .map(found -> new Serving(
                        Optional.of(Mask.text(Fields.letters(found.group(3).strip()))),
                        Optional.ofNullable(found.group(4))
                                .map(Integer::valueOf)
                                .flatMap(NetworkAnswers::technology)))
                .orElseGet(() -> new Serving(Optional.empty(), Optional.empty()));
    }

    /** AcT: 8 is EC-GSM-IoT, 9 NB-IoT, 10 LTE on a 5G core, 13 LTE and 5G together. */
    private static Optional<String> technology(int act) {
        return switch (act) {
            case 0, 1, 3, 8 -> Optional.of("gsm");
            case 2, 4, 5, 6 -> Optional.of("umts");
            case 7, 9, 10 -> Optional.of("lte");
            case 11, 12, 13 -> Optional.of("nr");
            default -> Optional.empty();
        };
    }

    /**
     * What Huawei's system says.
     *
     * @param simAbsent 255 of sim_state
     */
    public record SystemInfo(boolean simAbsent, Optional<String> technology) {}

    /** Huawei's {@code ^SYSINFOEX:srv_status,srv_domain,roam,sim_state,,sysmode,name,submode,name}. */
    public static Optional<SystemInfo> sysinfoex(List<String> lines) {
        return Fields.of("^SYSINFOEX", lines).stream()
                .filter(f -> f.size() >= 4)
                .findFirst()
                .map(f -> new SystemInfo(
                        f.number(3).equals(Optional.of(255)), f.text(6).flatMap(NetworkAnswers::technology)));
    }

    private static Optional<String> technology(String name) {
        return switch (name) {
            case "NR", "NR-5GC", "NR5G" -> Optional.of("nr");
            case "LTE" -> Optional.of("lte");
            case "WCDMA", "TD-SCDMA" -> Optional.of("umts");
            case "GSM" -> Optional.of("gsm");
            default -> Optional.empty();
        };
    }

    /** The APN of the first of the contexts that are defined, {@code +CGDCONT?}, 3GPP TS 27.007 section 10.1.1; a blank one is the network's choice. */
    public static Optional<String> cgdcont(List<String> lines) {
        return Fields.of("+CGDCONT", lines).stream()
                .filter(f -> f.number(0).equals(Optional.of(1)))
                .flatMap(f -> f.text(2).map(Mask::text).stream())
                .filter(apn -> apn.matches("[A-Za-z0-9.-]{2,63}"))
                .findFirst();
    }

    /** The APN in use out of {@code +CGCONTRDP: cid,bearer,"apn",...}, 3GPP TS 27.007 section 10.1.23. */
    public static Optional<String> cgcontrdp(List<String> lines) {
        return Fields.of("+CGCONTRDP", lines).stream()
                .flatMap(f -> f.text(2).stream())
                .filter(apn -> !SERVICE.matcher(apn).matches())
                .map(Mask::text)
                .findFirst();
    }

    /**
     * The IPv4 address that the network granted, the first that is not 0.0.0.0, out of {@code +CGPADDR} or {@code +CGCONTRDP}: bare, quoted, with
     * {@code IPV4:} before it, or with the mask joined to it as four more numbers.
     */
    public static Optional<String> address(AtCommand asked, List<String> lines) {
        return Fields.of(asked.prefix().orElseThrow(), lines).stream()
                .flatMap(f -> f.values().stream())
                .map(v -> v.replace("IPV4:", " "))
                .flatMap(v -> ADDRESS.matcher(v).results().map(found -> found.group(1)))
                .filter(text -> Stream.of(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255))
                .filter(text -> !text.equals("0.0.0.0"))
                .findFirst();
    }

    /**
     * Huawei's {@code ^DHCP:a3ec5c64,f8ffffff,...}: the granted address in hexadecimal, least significant byte first ({@code a3ec5c64} is
     * 100.92.236.163); leading zeros may be missing, {@code 0x} may stand before it.
     */
    public static Optional<String> dhcp(List<String> lines) {
        return Fields.of("^DHCP", lines).stream()
                .flatMap(f -> f.text(0).stream())
                .map(hex -> hex.toLowerCase(Locale.ROOT).replaceFirst("^0x", ""))
                .filter(hex -> hex.matches("[0-9a-f]{1,8}"))
                .map(hex -> Long.parseLong(hex, 16))
                .filter(value -> value != 0)
                .map(v -> "%d.%d.%d.%d".formatted(v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff, v >> 24 & 0xff))
                .findFirst();
    }

    /** Huawei's {@code ^NDISSTATQRY: 1,,,IPV4}, one or two lines, two families in one line, any case: whether the bearer of any is up. */
    public static Optional<Boolean> ndisstatqry(List<String> lines) {
        return Fields.of("^NDISSTATQRY", lines).stream()
                .flatMap(f -> f.number(0).stream())
                .map(n -> n == 1)
                .reduce(Boolean::logicalOr);
    }
}
