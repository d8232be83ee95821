package dev.outpost.packages;

/**
 * A series of OpenWrt that gets no more releases and has no table of its own.
 *
 * @param series {@code 22.03}
 * @param last its last release
 * @param nearest series whose tables stand in for it
 * @param kernel its Linux
 * @param manager what installs packages there
 */
public record OlderRelease(String series, String last, String nearest, String kernel, String manager) {
    static OlderRelease of(String[] row) {
        return new OlderRelease(row[1], row[2], row[3], row[4], row[5]);
    }

    /** For people. */
    public String inWords() {
        return "OpenWrt " + series + " is past its end, " + last + " was the last (Linux " + kernel + ", " + manager
                + "): judged by the tables of " + nearest + ", whose drivers know more devices";
    }
}
