package dev.outpost.site;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Place;
import dev.outpost.text.YamlText;
import java.util.Optional;
import java.util.regex.Pattern;

/** A word that somebody gives for a file which is not written yet, held to what the file's reader takes. */
public enum Answer {
    NAME,
    CAMERA,
    USER,
    REACH,
    /** A server with a public address; nothing: later. */
    RELAY;

    private static final Place HERE = new Place("answer", 1, 1);
    private static final Pattern MEANT = Pattern.compile("did you mean '(.*)'\\?");

    /** What is wrong with the word; empty where it can be taken. */
    public Optional<Problem> mistake(String word) {
        try {
            read(new YamlText(HERE, word, true));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().withWhat(e.problem().what().replaceFirst("^" + HERE + ": ", "")));
        }
    }

    private Object read(YamlText text) {
        return switch (this) {
            case NAME -> Values.name(text);
            case CAMERA -> Values.host(text);
            case USER -> Values.plain(text, "a user name", 64);
            case REACH -> Values.reach(text);
            case RELAY -> text.value().isEmpty() ? text : RelayReader.server(text);
        };
    }

    /** The word that was meant, where the reader proposes one. */
    public static Optional<String> meant(Problem mistake) {
        return Optional.of(MEANT.matcher(mistake.next()))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }
}
