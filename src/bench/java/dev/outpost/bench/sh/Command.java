package dev.outpost.bench.sh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command of the shell language. */
public sealed interface Command {

    /** Assignments, words and redirections. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirect> redirects, int line)
            implements Command {}

    /** {@code name=word}. */
    record Assignment(String name, Word value) {
        /** The one that a word is; empty where it is none. */
        static Optional<Assignment> in(Word word) {
            if (word.parts().isEmpty()
                    || !(word.parts().getFirst() instanceof Word.Text(String text, boolean quoted))
                    || quoted) {
                return Optional.empty();
            }
            var halves = text.split("=", 2);
            if (halves.length < 2 || !Parser.isName(halves[0])) {
                return Optional.empty();
            }
            var parts = new ArrayList<>(word.parts());
            parts.set(0, new Word.Text(halves[1], false));
            return Optional.of(new Assignment(halves[0], new Word(parts)));
        }
    }

    /**
     * A redirection.
     *
     * @param sign {@code < > >> <> <& >&}, or {@code <<}
     * @param target file, descriptor or, for a here-document, its text
     */
    record Redirect(int fd, String sign, Word target) {}

    /** Commands that feed each other; one alone stands for itself. */
    record Pipeline(List<Command> commands, boolean negated) implements Command {}

    /** {@code left && right} or {@code left || right}. */
    record AndOr(Command left, boolean and, Command right) implements Command {}

    /** One after the other. */
    record Sequence(List<Command> commands) implements Command {}

    /** {@code command &}. */
    record Background(Command command) implements Command {}

    /** {@code ( ... )}. */
    record Subshell(Command body) implements Command {}

    /** A compound command with redirections of its own. */
    record Redirected(Command command, List<Redirect> redirects) implements Command {}

    /** {@code if}; the last part is an empty sequence when there is no {@code else}. */
    record If(Command condition, Command then, Command otherwise) implements Command {}

    /** {@code while} or {@code until}. */
    record Loop(Command condition, boolean until, Command body) implements Command {}

    /** {@code for name in words}; without {@code in} the positional parameters. */
    record For(String name, boolean overArguments, List<Word> words, Command body) implements Command {}

    /** {@code case}. */
    record Case(Word subject, List<Branch> branches) implements Command {}

    /** One branch of a {@code case}. */
    record Branch(List<Word> patterns, Command body) {}

    /** {@code name() body}. */
    record Define(String name, Command body) implements Command {}
}
