package dev.outpost.router;

import dev.outpost.uci.UciSection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A radio of the board, as {@code /etc/config/wireless} has it; that file is only there where the board has one and a driver takes it.
 *
 * @param isNear whether it works at 2.4 GHz, which every camera speaks and which walls weaken less
 */
public record Radio(UciSection section, boolean isNear) {
    /** Those of the router, the one for 2.4 GHz first. */
    public static List<Radio> of(RouterFacts router) {
        return router.uci("wireless").ofType("wifi-device").stream()
                .map(section -> new Radio(section, isNear(section)))
                .sorted(Comparator.comparing(radio -> !radio.isNear()))
                .toList();
    }

    private static boolean isNear(UciSection section) {
        return section.value("band")
                .map("2g"::equals)
                .orElseGet(() -> section.value("hwmode")
                        .filter(mode -> mode.matches("11[bgn]+"))
                        .isPresent());
    }

    public String name() {
        return section.name();
    }

    public Optional<String> country() {
        return section.value("country");
    }

    boolean isOff() {
        return section.value("disabled").filter("1"::equals).isPresent();
    }

    /** Networks of this radio that nobody here asked for. */
    List<UciSection> others(RouterFacts router) {
        return router.uci("wireless").ofType("wifi-iface").stream()
                .filter(iface -> iface.value("device").filter(name()::equals).isPresent())
                .filter(iface -> !iface.name().startsWith("outpost_"))
                .toList();
    }
}
