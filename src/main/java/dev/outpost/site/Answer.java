package dev.outpost.site;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Place;
import dev.outpost.text.YamlText;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A word that somebody gives for a file which is not written yet, held to what the file's reader takes. */
public enum Answer {
    NAME(Values::name),
    CAMERA(Values::host),
    USER(text -> Values.plain(text, "a user name", 64)),
    REACH(Values::reach),
    /** A server with a public address; nothing: later. */
    RELAY(text -> text.value().isEmpty() ? text : RelayReader.server(text));

    private static final Place HERE = new Place("answer", 1, 1);
    private static final Pattern MEANT = Pattern.compile("did you mean '(.*)'\\?");

    private final Function<YamlText, ?> reader;

    Answer(Function<YamlText, ?> reader) {
        this.reader = reader;
    }

    /** What is wrong with the word; empty where it can be taken. */
    public Optional<Problem> mistake(String word) {
        try {
            reader.apply(new YamlText(HERE, word, true));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().withWhat(e.problem().what().replaceFirst("^" + HERE + ": ", "")));
        }
    }

    /** The word that was meant, where the reader proposes one. */
    public static Optional<String> meant(Problem mistake) {
        return Optional.of(MEANT.matcher(mistake.next()))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }
}
