package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Locale;

/** What no look may send: facts/modems.md#never-list and #manners. */
final class NeverList {
    private static final List<String> NEVER = List.of(
            "+CFUN=",
            "&F",
            "ATZ",
            "ATD",
            "ATH",
            "+++",
            "^SETPORT=",
            "^U2DIAG",
            "USBNET\",",
            "UDUSBCOMP",
            "!USBCOMP=",
            "#USBCFG=",
            "+ZCDRUN",
            "+GTUSBMODE=",
            "+CUSBPIDSWITCH=",
            "+UUSBCONF=",
            "+CLCK=\"SC\",0",
            "+CLCK=\"SC\",1",
            "+CPIN=",
            "+CPWD",
            "+COPS=",
            "^RESET",
            "+EGMR",
            "^NVWREX",
            "^NDISDUP",
            "^GETPORTMODE",
            "+QPOWD",
            ";");

    private NeverList() {}

    static void holdsFor(List<String> heard) {
        for (var line : heard) {
            NEVER.forEach(never -> assertFalse(line.toUpperCase(Locale.ROOT).contains(never), line));
        }
    }
}
