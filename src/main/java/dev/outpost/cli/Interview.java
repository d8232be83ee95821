package dev.outpost.cli;

import dev.outpost.site.Answer;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a person for what a file needs; each answer is checked as it is given, and asked again with the word that was meant. */
final class Interview {
    private static final int TRIES = 5;

    private final Function<String, Optional<String>> person;
    private final Consumer<Problem> teller;

    /** @param person answers a question; empty where nobody can be asked */
    Interview(Function<String, Optional<String>> person, Consumer<Problem> teller) {
        this.person = person;
        this.teller = teller;
    }

    /**
     * What was typed on the command line, else what a person says, else the usual.
     *
     * @param names are taken, whatever they look like
     * @throws ProblemException where the command line's word cannot be, or nobody gives one that can
     */
    String answer(@Nullable String given, Answer kind, Set<String> names, String question, String usual) {
        if (given != null) {
            return names.contains(given) ? given : checked(kind, given);
        }
        var proposed = usual;
        for (var i = 1; i < TRIES; i++) {
            var said = said(person, question, proposed);
            var mistake = said.isEmpty() || names.contains(said) ? Optional.<Problem>empty() : kind.mistake(said);
            if (mistake.isEmpty()) {
                return said;
            }
            teller.accept(mistake.get());
            proposed = Answer.meant(mistake.get()).orElse(usual);
        }
        return checked(kind, said(person, question, proposed));
    }

    /** What a person says to that; what was proposed, where it is nothing. */
    static String said(Function<String, Optional<String>> person, String question, String proposed) {
        return person.apply(proposed.isEmpty() ? question : question + " [" + proposed + "]")
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .orElse(proposed);
    }

    private static String checked(Answer kind, String word) {
        var mistake = word.isEmpty() && kind != Answer.NAME ? Optional.<Problem>empty() : kind.mistake(word);
        ProblemException.ifAny(mistake);
        return word;
    }
}
