package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** Huawei's {@code ^SYSINFOEX:srv_status,srv_domain,roam,sim_state,,sysmode,name,submode,name}. */
public final class SysinfoexParser {
    private SysinfoexParser() {}

    /**
     * What the modem's system says.
     *
     * @param roaming 1 of roam
     * @param simAbsent 255 of sim_state
     */
    public record SystemInfo(boolean roaming, boolean simAbsent, Optional<String> technology) {}

    public static Optional<SystemInfo> parse(List<String> lines) {
        return Fields.of("^SYSINFOEX", lines).stream()
                .filter(f -> f.size() >= 4)
                .findFirst()
                .map(f -> new SystemInfo(
                        f.number(2).equals(Optional.of(1)),
                        f.number(3).equals(Optional.of(255)),
                        f.text(6).flatMap(SysinfoexParser::technology)));
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
}
