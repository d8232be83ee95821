package dev.outpost.adapter.recording;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was asked before some bytes came, and what follows for them.
 *
 * @param text the command line without its end; empty before the first one
 */
record Question(String text) {
    private static final Set<String> IMEI =
            Set.of("AT+CGSN", "AT+GSN", "AT+CGSN=1", "AT+CGSN=0", "AT+CGSN=2", "AT+EGMR=0,7");
    private static final Set<String> IMSI = Set.of("AT+CIMI", "AT+CIMI?", "AT^IMSI?", "AT^CIMI?");
    private static final Pattern FILE = Pattern.compile("AT\\+CRSM=17[68],(\\d+),.*");

    /** A PIN, as the file of a port has it. */
    private static final Pattern SECRET = Pattern.compile("(?<=CPIN=|CPWD=|CLCK=\"SC\",[01],).*");

    /** EF_AD and EF_SPN, 31.102 clauses 4.2.18 and 4.2.12: the same for all cards of an operator. */
    private static final Set<String> HARMLESS_FILES = Set.of("28589", "28486");

    static Question of(String sent) {
        var line = sent.strip().toUpperCase(Locale.ROOT);
        return new Question(SECRET.matcher(line).replaceAll(found -> Redactor.blank(found.group())));
    }

    /** The kind of number that it asks for. */
    Optional<Disguise.Kind> asksFor() {
        if (IMEI.contains(text)) {
            return Optional.of(Disguise.Kind.IMEI);
        }
        if (IMSI.contains(text)) {
            return Optional.of(Disguise.Kind.IMSI);
        }
        if (text.contains("CCID")) {
            return Optional.of(Disguise.Kind.ICCID);
        }
        return text.contains("CNUM") || text.contains("MSISDN") || text.contains("^SN") || text.contains("SERIAL")
                ? Optional.of(Disguise.Kind.OTHER)
                : Optional.empty();
    }

    /** How many names without a label its answer may have: of ATI maker, model and firmware. */
    int names() {
        return switch (text) {
            case "AT+CGMI", "AT+CGMM", "AT+CGMR", "AT+GMI", "AT+GMM", "AT+GMR" -> 1;
            case "ATI" -> 3;
            default -> 0;
        };
    }

    /** Reads from the card what may name its owner. */
    boolean readsTheCard() {
        var file = FILE.matcher(text);
        return text.startsWith("AT+CRSM=") && !(file.matches() && HARMLESS_FILES.contains(file.group(1)));
    }

    /** A number of this length may be its answer. */
    boolean takes(int digits) {
        return asksFor()
                .map(kind -> switch (kind) {
                    case IMEI -> digits == 15 || digits == 16 || digits == 14;
                    case IMSI -> digits == 14 || digits == 15;
                    case ICCID -> digits >= 17 && digits <= 22;
                    case OTHER -> true;
                })
                .orElse(false);
    }
}
