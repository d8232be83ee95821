package dev.outpost.shell;

/**
 * What one script of a batch said.
 *
 * @param script its name
 * @param status its exit status
 */
public record Answer(String script, int status, String stdout, String stderr) {
    public boolean succeeded() {
        return status == 0;
    }

    /** The last words on stderr, else on stdout, in one line: for a message. */
    public String lastWords() {
        var said = stderr.isBlank() ? stdout : stderr;
        var lines = said.strip().lines().toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }
}
