package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtCommand;
import dev.outpost.dongle.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However a modem speaks, what is covered in its recording changes no verdict. */
class MannersTest {
    private static final Path FOLDER = Path.of("src/test/resources/modems");

    /** Their answers are numbers that are covered, or name the card. */
    private static final Set<AtCommand> ALL_COVERED =
            Set.of(AtCommand.IMEI, AtCommand.IMSI, AtCommand.ICCID, AtCommand.ICCID_OTHER, AtCommand.HUAWEI_ICCID);

    @TempDir
    Path recording;

    static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream()
                    .filter(name -> !name.equals("like.txt"));
        }
    }

    /** The modems of SaidByModemsTest, each recorded: what they say before and after an answer, and what they say first where they change their mind. */
    @ParameterizedTest
    @MethodSource("names")
    void isReplayedToTheSameVerdict(String name) throws Exception {
        record(new TalkingPorts(answers(name), "", 512));

        assertEquals(RecordedDongle.documentIn(recording), RecordedDongle.timeless(RecordedDongle.replay(recording)));
    }

    private void record(TalkingPorts ports) {
        RecordedDongle.record(
                new Scene(() -> List.of(RecordedModem.stick()), ports, path -> Optional.empty(), ports.time()),
                recording);
    }

    private static Map<String, String> answers(String name) throws IOException {
        var answers = new HashMap<String, String>();
        List.of("AT", "ATE0", "ATV1", "AT+CMEE=1", "AT^CURC=0").forEach(calm -> answers.put(calm, "OK"));
        rows("like.txt", "AT").forEach(row -> answers.put(row[0], row[1]));
        rows(name, "AT").forEach(row -> answers.put(row[0], row[1]));
        rows(name, "before AT")
                .forEach(row -> answers.merge(row[0].substring(7), row[1], (a, b) -> b + "\r\n\r\n" + a));
        rows(name, "after AT").forEach(row -> answers.merge(row[0].substring(6), row[1], (a, b) -> a + "\r\n\r\n" + b));
        answers.replaceAll((command, answer) -> answer.split(" then ")[0].replace("\\n", "\r\n"));
        return answers;
    }

    private static List<String[]> rows(String name, String start) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name)).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.split(" {2,}", 2))
                .filter(row -> row.length == 2)
                .toList();
    }

    /** A new question whose answer nobody lists would be covered whole, and every later recording of it worth nothing. */
    @ParameterizedTest
    @EnumSource(AtCommand.class)
    void everyQuestionHasItsAnswerListedOrIsKnownToBeCovered(AtCommand question) {
        if (question.prefix().isEmpty() || ALL_COVERED.contains(question)) {
            return;
        }
        var prefix = question.prefix().orElseThrow();

        assertTrue(HarmlessLines.shipped().isListed(prefix), prefix + " stands in no row of harmless-lines.tsv");
    }
}
