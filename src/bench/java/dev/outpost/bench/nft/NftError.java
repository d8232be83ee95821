package dev.outpost.bench.nft;

/** What nft says instead of loading a ruleset. */
public final class NftError extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int from;
    private final int length;

    NftError(Token at, String message) {
        super(message);
        this.line = at.line();
        this.from = at.column();
        this.length = Math.max(at.source().length(), 1);
    }

    /**
     * As nft prints it: the place, the message, the line, and a mark below.
     *
     * @param file empty: it came from the command line
     */
    public String report(String file, String source) {
        var shown = source.lines().skip(line - 1L).findFirst().orElse("");
        var place = file.isEmpty() ? "" : file + ":" + line + ":" + from + "-" + (from + length - 1) + ": ";
        var indent = shown.substring(0, Math.min(from - 1, shown.length())).replaceAll("[^\t]", " ");
        return place + "Error: " + getMessage() + "\n" + shown + "\n" + indent + "^".repeat(length) + "\n";
    }
}
