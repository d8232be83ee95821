package dev.outpost.bench.relay.nft;

/** What nft says instead of loading a ruleset. */
public final class NftError extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int from;
    private final int to;

    NftError(Token at, String message) {
        super(message);
        this.line = at.line();
        this.from = at.column();
        this.to = at.column() + Math.max(at.source().length() - 1, 0);
    }

    /**
     * As nft prints it: the place, the message, the line, and a mark below.
     *
     * @param file empty: it came from the command line
     */
    public String report(String file, String source) {
        var lines = source.lines().toList();
        var shown = line <= lines.size() ? lines.get(line - 1) : "";
        var place = file.isEmpty() ? "" : file + ":" + line + ":" + from + "-" + to + ": ";
        return place + "Error: " + getMessage() + "\n" + shown + "\n" + " ".repeat(Math.max(from - 1, 0))
                + "^".repeat(Math.max(to - from + 1, 1)) + "\n";
    }
}
