package dev.outpost.at;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n+CSQ: 18,99\r\n\r\nOK\r\n",
                "\r\n+CSQ: 18,99\r\nOK\r\n",
                "AT+CSQ\r\r\n+CSQ: 18,99\r\n\r\nOK\r\n",
                "AT+CSQ\r\n\r\n+CSQ: 18,99\r\n\r\nOK\r\n",
                "\0\r\r\n+CSQ: 18,99\r\r\n\r\r\nOK\r\n",
                "\r\n+CSQ: 18,99\r\n\r\nOK",
                "\r\n+C\u0001SQ: 18\u0001,99\r\u0001\n\r\nO\u0001K\r\u0001\n",
                "\r\n^RSSI:15\r\n\r\n+CSQ: 18,99\r\n^HCSQ:\"LTE\",30,19,66,0\r\n\r\nOK\r\n",
                "+CSQ: 18,99\r\n0\r",
                "\r\nOK\r\n\u0001\r\n+CSQ: 18,99\r\n\r\nOK\r\n",
                "\r\n+CSQ: 18,99OK\r\n",
                "\r\n^RSSI:15+CSQ: 18,99\r\n\r\nOK\r\n",
                "\r\n+CSQ: 18,99^RSSI:15\r\n\r\nOK\r\n",
                "\r\n+CSQ: 18,99\r\n\r\nOK^RSSI:15\r\n",
                "AT+CSQ+CSQ: 18,99\r\n\r\nOK\r\n"
            })
    void findsTheSameAnswerInEverySpelling(String bytes) {
        var answer = new ScriptedPort(command -> bytes).dialogue().ask(AtCommand.SIGNAL);

        assertEquals(new AtResponse.Ok(List.of("+CSQ: 18,99")), answer);
    }

    @Test
    void takesNumbersOfCmeAndItsTexts() {
        assertEquals(Optional.of(10), cme("\r\n+CME ERROR: 10\r\n"));
        assertEquals(Optional.of(10), cme("\r\n+CME ERROR: SIM not inserted\r\n"));
        assertEquals(Optional.empty(), cme("\r\n+CME ERROR: invalid command line\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RDY",
                "SMS Ready",
                "SMS DONE",
                "PB DONE",
                "Call Ready",
                "APP RDY",
                "START",
                "NORMAL POWER DOWN",
                "UNDER-VOLTAGE WARNNING",
                "+SIM READY",
                "+CPIN: READY",
                "+CFUN: 1",
                "^SIMST:1",
                "*PSUTTZ: 2026",
                "$QCRMCALL: 1, V4",
                "RING"
            })
    void takesNothingUnaskedForAName(String unasked) {
        var answer = new ScriptedPort(command -> "\r\n" + unasked + "\r\n\r\nEC25\r\n\r\nOK\r\n")
                .dialogue()
                .ask(AtCommand.MODEL);

        assertEquals(new AtResponse.Ok(List.of("EC25")), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIMCOM_Ltd", "Ready2Go 4", "START-7", "SIM7600E-H", "RDYX"})
    void takesNamesThatLookAlikeForNames(String name) {
        assertEquals(
                List.of(name),
                new ScriptedPort(command -> "\r\n" + name + "\r\n\r\nOK\r\n")
                        .dialogue()
                        .ask(AtCommand.MODEL)
                        .lines());
    }

    @Test
    void knowsALateAnswerByTheOneThatFollows() {
        var answers = new ArrayDeque<>(List.of("", "\r\nSIMCOM_Ltd\r\n\r\nOK\r\n\u0001\r\nSIM7600\r\n\r\nOK\r\n"));
        var dialogue = new ScriptedPort(command -> answers.removeFirst()).dialogue();

        assertInstanceOf(AtResponse.Silence.class, dialogue.ask(AtCommand.MANUFACTURER));
        assertEquals(List.of("SIM7600"), dialogue.ask(AtCommand.MODEL).lines());
    }

    @Test
    void takesHuaweisRefusalWithoutAnEd() {
        var answer = new ScriptedPort(command -> "\r\nCOMMAND NOT SUPPORT\r\n")
                .dialogue()
                .ask(AtCommand.SIGNAL);

        assertEquals(new AtResponse.Refused("COMMAND NOT SUPPORT"), answer);
    }

    @Test
    void doesNotTakePartsOfLinesForResults() {
        var answer = new ScriptedPort(command -> "\r\nBOOKMAKER ERRORS OK?\r\n\r\nOK\r\n")
                .dialogue()
                .ask(AtCommand.MODEL);

        assertEquals(new AtResponse.Ok(List.of("BOOKMAKER ERRORS OK?")), answer);
    }

    @Test
    void parksWhatCameUnasked() {
        var port = new ScriptedPort(command -> "\r\n^RSSI:15\r\n\r\nOK\r\n");
        var dialogue = port.dialogue();

        dialogue.ask(AtCommand.AT);

        assertEquals(List.of("^RSSI:15"), dialogue.takeParked());
    }

    @Test
    void isSilentAfterItsPatienceAndNotLater() {
        var port = new ScriptedPort(command -> "");
        var answer = port.dialogue().ask(AtCommand.AT);

        assertEquals(new AtResponse.Silence(Duration.ofMillis(1500)), answer);
        assertTrue(port.nanos() < Duration.ofMillis(1700).toNanos());
    }

    @Test
    void survivesALineThatNeverEnds() {
        var answer =
                new ScriptedPort(command -> "x".repeat(5_000_000)).dialogue().ask(AtCommand.AT);

        assertInstanceOf(AtResponse.Silence.class, answer);
    }

    @Test
    void knowsPppDiagnosticsAndPositionsByTheirBytes() {
        assertEquals(PortNoise.Kind.PPP, heard("~\u00ff}#\u00c0!}!}!} }4"));
        assertEquals(PortNoise.Kind.FRAMES, heard("~\u0013AT\r\u0006\u00b0\u00a1~"));
        assertEquals(PortNoise.Kind.NMEA, heard("$GPGGA,120000.00,,,,,0,00,99.99,,,,,,*62\r\n"));
        assertEquals(PortNoise.Kind.TEXT, heard("\r\n^RSSI:15\r\n"));
        assertEquals(PortNoise.Kind.NOISE, heard("\u0001\u0091\u00f3\u0002\u00ee\u0003\u00aa\u00bb"));
    }

    @Test
    void freesAWriteThatNeverReturns() {
        var port = new WedgedPort();
        var dialogue = new Dialogue(port, System::nanoTime, Duration.ofSeconds(10), Duration.ofMillis(100));

        var answer = dialogue.ask(AtCommand.AT);

        assertInstanceOf(AtResponse.Lost.class, answer);
        assertTrue(dialogue.isWedged());
        assertInstanceOf(AtResponse.Lost.class, dialogue.ask(AtCommand.MODEL));
    }

    @Test
    void canSendNothingThatHarms() {
        for (var command : AtCommand.values()) {
            var text = command.text().toUpperCase(Locale.ROOT);
            assertTrue(text.matches("AT[-A-Z0-9+^!#$%*_\"=?,]*"), text);
            for (var never : List.of(
                    "+CFUN=",
                    "&F",
                    "ATZ",
                    "^SETPORT=",
                    "^U2DIAG",
                    "UDUSBCOMP",
                    "#USBCFG=",
                    "+ZCDRUN",
                    "+GTUSBMODE=",
                    "+CLCK",
                    "+CPIN=",
                    "+CPWD",
                    "+COPS=",
                    "^RESET",
                    "+EGMR",
                    "^NVWREX",
                    "^DATALOCK",
                    "^CARDLOCK",
                    "+QPOWD",
                    "!RESET",
                    "!ENTERCND",
                    "^SYSCFG",
                    "+CGDCONT=",
                    "^NDISDUP",
                    "ATD",
                    "^GETPORTMODE",
                    ";")) {
                // mode 2 of CLCK only asks whether the PIN is wanted (TS 27.007, 7.4)
                var asks = text.equals("AT+CLCK=\"SC\",2") && never.equals("+CLCK");
                assertTrue(asks || !text.contains(never), text + " contains " + never);
            }
            assertTrue(!text.contains("QCFG=\"USBNET\","), text);
        }
    }

    @Test
    void knowsAnotherProgramByItsEchoAndNoneByItsOwn() {
        var alone = new ScriptedPort(command -> command + "\r\r\nOK\r\n").dialogue();
        alone.ask(AtCommand.AT);
        alone.ask(AtCommand.HUAWEI_QUIET);
        assertEquals(Optional.empty(), alone.stranger());

        var shared = new ScriptedPort(command -> "AT+CGDCONT?\r\r\n+CGDCONT: 1\r\n\r\nOK\r\n").dialogue();
        shared.ask(AtCommand.SIGNAL);
        shared.ask(AtCommand.SIGNAL_EXTENDED);
        assertEquals(Optional.of("AT+CGDCONT?"), shared.stranger());
    }

    @Test
    void knowsAModemThatAnswersTheQuestionBefore() {
        var late = new String[] {"\r\nOK\r\n"};
        var dialogue = new ScriptedPort(command -> {
                    var answer = late[0];
                    late[0] = "\r\n" + command.substring(2).replace("?", "") + ": 1,2\r\n\r\nOK\r\n";
                    return answer;
                })
                .dialogue();

        for (var command : List.of(
                AtCommand.SIGNAL,
                AtCommand.SIGNAL_EXTENDED,
                AtCommand.OPERATOR,
                AtCommand.CONTEXTS,
                AtCommand.REGISTRATION)) {
            dialogue.ask(command);
        }

        assertTrue(dialogue.isBehind());
    }

    @Test
    void takesSmallLettersAndSeesAModemThatOnlyEchoes() {
        var small = new ScriptedPort(command -> "\r\n+csq: 18,99\r\n\r\nok\r\n").dialogue();
        assertEquals(new AtResponse.Ok(List.of("+csq: 18,99")), small.ask(AtCommand.SIGNAL));

        var muted = new ScriptedPort(command -> command + "\r").dialogue();
        muted.ask(AtCommand.AT);
        assertTrue(muted.echoes());
    }

    private static Optional<Integer> cme(String bytes) {
        return assertInstanceOf(
                        AtResponse.CmeError.class,
                        new ScriptedPort(command -> bytes).dialogue().ask(AtCommand.IMSI))
                .code();
    }

    private static PortNoise.Kind heard(String bytes) {
        var port = new ScriptedPort(command -> "");
        port.says(bytes);
        return port.dialogue().listen(Duration.ofMillis(300)).kind();
    }

    /** Takes no bytes until it is closed, as a full kernel buffer does. */
    private static final class WedgedPort implements AtPort {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public String name() {
            return "wedged";
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public byte[] read(Duration wait) {
            return new byte[0];
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
