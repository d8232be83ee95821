package dev.outpost.bench.nft;

/** What nft says instead of loading a ruleset. */
public final class NftError extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;

    NftError(int line, String message) {
        super(message);
        this.line = line;
    }

    /**
     * As nft prints it, but that the whole line is marked: the place, the message, the line, and a mark below.
     *
     * @param file empty: it came from the command line
     */
    public String report(String file, String source) {
        var shown = source.lines().skip(line - 1L).findFirst().orElse("");
        var place = file.isEmpty() ? "" : file + ":" + line + ":1-" + Math.max(1, shown.length()) + ": ";
        return place + "Error: " + getMessage() + "\n" + shown + "\n" + "^".repeat(Math.max(1, shown.length())) + "\n";
    }
}
