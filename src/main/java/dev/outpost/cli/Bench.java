package dev.outpost.cli;

import java.nio.file.Path;
import java.util.Optional;

/** A running virtual bench, as the demo needs it. */
interface Bench extends AutoCloseable {
    /** The files it wrote: {@code site.yaml}, {@code fleet.yaml}, {@code relays/}, {@code bundle/}, {@code bench.json}. */
    Path files();

    /** The folder that looks like the laptop's root. */
    Path laptop();

    /** The serial port that the dongle's AT answers on. */
    String dongle();

    /** {@code HOST:PORT} of the first router. */
    String router();

    /** The viewer's vantage, {@code socks5://HOST:PORT}. */
    String viewer();

    @Override
    void close();

    /**
     * What bench is wanted.
     *
     * @param units how many routers stand side by side
     * @param openCamera whether the site file publishes its camera
     * @param realTime whether its delays are the real ones instead of a tenth
     * @param fault what is broken from the start
     * @param board the routers' model
     * @param release of OpenWrt on them
     */
    record Wish(
            Path folder,
            int units,
            boolean openCamera,
            boolean realTime,
            Optional<String> fault,
            Optional<String> board,
            Optional<String> release) {}

    /** A fault that can be wished for. */
    record Fault(String name, String says) {}
}
