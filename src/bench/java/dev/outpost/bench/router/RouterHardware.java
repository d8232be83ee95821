package dev.outpost.bench.router;

import dev.outpost.bench.bundle.Target;

/**
 * A board as it leaves flashing.
 *
 * @param name of the unit on the bench
 * @param mac of its LAN bridge
 * @param freeFlash bytes that the overlay holds
 */
public record RouterHardware(String name, String mac, Board board, Generation generation, long freeFlash) {
    /** A board with the overlay that its flash leaves. */
    public static RouterHardware of(String name, String mac, Board board, Generation generation) {
        return new RouterHardware(name, mac, board, generation, board.overlay());
    }

    /** The TP-Link MR3020 v3 of the demo with OpenWrt 24.10.8. */
    public static RouterHardware mr3020(String name, String mac) {
        return of(name, mac, Board.MR3020_V3, Generation.V24_10);
    }

    /** The build's revision. INVENTED. */
    String revision() {
        return switch (generation) {
            case V23_05 -> "r24500-5eed5eed5e";
            case V24_10 -> "r29000-5eed5eed5e";
            case V25_12 -> "r32700-5eed5eed5e";
        };
    }

    /** Version of the kernel package: {@code 6.6.144~4ca7…-r1}. */
    String kernelPackage() {
        return generation.kernelVersion(board.kernelHash(generation));
    }

    public Target target() {
        return target(board, generation);
    }

    /** What packages for a board with a release are built for. */
    public static Target target(Board board, Generation generation) {
        return new Target(
                generation.release(),
                board.target(),
                board.architecture(),
                generation.kernelVersion(board.kernelHash(generation)));
    }
}
