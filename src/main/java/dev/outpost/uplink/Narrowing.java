package dev.outpost.uplink;

import dev.outpost.uplink.RouterFit.Verdict;
import dev.outpost.uplink.RouterFit.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is not known of the router that was asked for, and so narrows the answer without stopping it.
 *
 * @param release as it was asked for, where another's tables stand in for it
 * @param notes to be said beside the answer
 * @param conditions what has to be so that it works
 */
public record Narrowing(String release, List<String> notes, List<String> conditions) {
    public Narrowing {
        notes = List.copyOf(notes);
        conditions = List.copyOf(conditions);
    }

    /** Nothing is. */
    static Narrowing none(String release) {
        return new Narrowing(release, List.of(), List.of());
    }

    /** With what narrows it besides. */
    public Narrowing and(List<String> moreNotes, List<String> moreConditions) {
        return new Narrowing(
                release,
                Stream.concat(notes.stream(), moreNotes.stream()).toList(),
                Stream.concat(conditions.stream(), moreConditions.stream()).toList());
    }

    /** Never better than the conditions let it be. */
    Verdict cap(Verdict verdict) {
        return conditions.isEmpty() || verdict.word() == Word.WILL_NOT_WORK
                ? verdict
                : new Verdict(
                        Word.WORKS_IF,
                        Stream.concat(verdict.because().stream(), conditions.stream())
                                .toList(),
                        verdict.tried());
    }
}
