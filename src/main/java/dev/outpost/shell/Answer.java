package dev.outpost.shell;

import java.util.stream.Stream;

/**
 * What one script of a batch said.
 *
 * @param script its name
 * @param status its exit status
 */
public record Answer(String script, int status, String stdout, String stderr) {
    /** The rest of those lines that begin with this word, as scripts tell what they saw. */
    public static Stream<String> rest(Stream<String> lines, String word) {
        return lines.filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1).strip());
    }

    /** The same of what it printed. */
    public Stream<String> rest(String word) {
        return rest(stdout.lines(), word);
    }

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
