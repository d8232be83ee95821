package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.outpost.site.Answer;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterviewTest {
    private final List<String> asked = new ArrayList<>();
    private final List<Problem> told = new ArrayList<>();

    private Interview with(String... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        return new Interview(
                question -> {
                    asked.add(question);
                    return Optional.ofNullable(left.poll());
                },
                told::add);
    }

    @Test
    void asksAgainWithTheWordThatWasMeant() {
        assertEquals("barn-north", with("Barn North", "").answer(null, Answer.NAME, Set.of(), "name", "my-site"));

        assertEquals(List.of("name [my-site]", "name [barn-north]"), asked);
        assertEquals("'Barn North' is no name", told.getFirst().what());
    }

    @ParameterizedTest
    @CsvSource({
        "CAMERA, 192.168.1.640, 192.168.1.64",
        "RELAY, 192.168.1.5, 203.0.113.10",
        "RELAY, foo@bar, vps.example.org",
        "NAME, Phone!, phone",
        "REACH, a b, 192.168.1.1"
    })
    void takesNoAnswerThatTheFilesReaderRefuses(Answer kind, String wrong, String right) {
        assertEquals(right, with(wrong, right).answer(null, kind, Set.of(), "?", ""));

        assertEquals(1, told.size());
        assertThrows(ProblemException.class, () -> with().answer(wrong, kind, Set.of(), "?", ""));
    }

    @Test
    void givesUpOnSomebodyWhoNeverGivesOne() {
        assertThrows(
                ProblemException.class,
                () -> with("!", "!", "!", "!", "!", "!").answer(null, Answer.NAME, Set.of(), "name", "my-site"));
    }
}
