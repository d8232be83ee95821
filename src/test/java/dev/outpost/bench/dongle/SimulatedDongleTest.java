package dev.outpost.bench.dongle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedDongleTest {
    private final SimulatedDongle dongle = load("huawei-e3372h-607");
    private final StringBuilder said = new StringBuilder();

    @AfterEach
    void unplug() {
        dongle.close();
    }

    @Test
    void answersThroughARealTerminalThatJSerialCommOpens() throws Exception {
        var path = dongle.port(0).orElseThrow().openPty();

        assertEquals("AT\r\r\nOK\r\n", askOverSerial(path, "AT\r"));
    }

    @Test
    void isStillThereForTheNextProgramThatOpensItsTerminal() throws Exception {
        var path = dongle.port(0).orElseThrow().openPty();
        askOverSerial(path, "ATE0\r");

        assertEquals("\r\nhuawei\r\n\r\nOK\r\n", askOverSerial(path, "AT+CGMI\r"));
    }

    @Test
    void answersOverTcp() throws Exception {
        var address = dongle.port(0).orElseThrow().serveTcp();

        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write("ATE0\rAT+CGMM\r".getBytes(StandardCharsets.ISO_8859_1));

            assertTrue(readUntil(socket, "E3372h-607\r\n\r\nOK\r\n").startsWith("ATE0\r\r\nOK\r\n"));
        }
    }

    @Test
    void saysNothingToPortmode() {
        ask("AT^PORTMODE?");

        assertEquals("", ask("AT").replace("\r\nOK\r\n", ""));
    }

    @Test
    void spendsPinTriesOnWrongCodesOnly() {
        dongle.modem().sim().locks(2);

        assertTrue(ask("AT^CPIN?").contains("^CPIN: SIM PIN,2,10,2,10,3"));
        assertTrue(ask("AT+CPIN=\"0000\"").contains("+CME ERROR: 16"));
        assertTrue(ask("AT+CSIM=10,\"0020000100\"").contains("63C1"));
        assertTrue(ask("AT+CPIN=\"1234\"").contains("OK"));
        assertEquals(3, dongle.modem().sim().pinTries());
    }

    @Test
    void givesAnAddressOnlyWithTheAccessPointOfItsSim() {
        awaitRegistration();

        ask("AT^NDISDUP=1,1,\"wrong.example\"");
        await().until(() -> ask("AT^NDISSTATQRY?").contains("0,33"));
        assertTrue(dongle.modem().address().isEmpty());

        ask("AT^NDISDUP=1,1,\"airtelgprs.com\"");
        await().until(() -> dongle.modem().address().isPresent());
        assertTrue(ask("AT^DHCP?").contains("^DHCP:09014864,f8ffffff,0a014864"));
    }

    @Test
    void doesNotRegisterWithoutSignal() {
        dongle.modem().operator().hasSignal(false);

        assertTrue(ask("AT+CEREG?").contains("+CEREG: 0,2"));
        assertTrue(ask("AT+CSQ").contains("99,99"));
        assertTrue(ask("AT^NDISDUP=1,1,\"airtelgprs.com\"").contains("+CME ERROR: 3"));
    }

    @Test
    void stopsAChainAtItsFirstError() {
        assertEquals("\r\n+CPIN: READY\r\n\r\n+CSQ: 24,99\r\n\r\nOK\r\n", ask("AT+CPIN?;+CSQ"));
        assertEquals("\r\nERROR\r\n", ask("AT+NONSENSE;+CSQ"));
    }

    @Test
    void speaksNumbersWhenToldTo() {
        assertEquals("0\r", ask("ATV0"));
    }

    @Test
    void remembersWhatItWasSent() {
        ask("AT+CSQ");

        assertTrue(dongle.heard().contains("AT+CSQ"));
        assertFalse(dongle.heard().contains("AT+CGSN"));
    }

    private void awaitRegistration() {
        await().until(() -> ask("AT+CEREG?").contains("0,1"));
    }

    /** Asks with the echo off and takes what comes until a final line. */
    private String ask(String command) {
        var port = dongle.port(0).orElseThrow();
        var answer = new ByteArrayOutputStream();
        try (var connection = port.connect(answer::writeBytes)) {
            connection.send("ATE0\r".getBytes(StandardCharsets.ISO_8859_1));
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> answer.toString(StandardCharsets.ISO_8859_1).contains("OK\r\n"));
            answer.reset();
            connection.send((command + "\r").getBytes(StandardCharsets.ISO_8859_1));
            if (!command.equals("AT^PORTMODE?")) {
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> answer.toString(StandardCharsets.ISO_8859_1)
                                .matches("(?s).*(OK\r\n|ERROR[^\r]*\r\n|\\d\r)"));
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String askOverSerial(Path path, String bytes) throws IOException {
        var serial = SerialPort.getCommPort(path.toString());
        serial.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 200, 0);
        assertTrue(serial.openPort());
        try {
            serial.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1), bytes.length());
            var answer = new StringBuilder();
            var buffer = new byte[256];
            while (!answer.toString().endsWith("OK\r\n")) {
                int count = serial.readBytes(buffer, buffer.length);
                assertTrue(count > 0, "the dongle said only " + answer);
                answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
            return answer.toString();
        } finally {
            serial.closePort();
        }
    }

    private String readUntil(Socket socket, String end) throws IOException {
        socket.setSoTimeout(2000);
        while (!said.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0);
            said.append((char) next);
        }
        return said.toString();
    }

    private static SimulatedDongle load(String name) {
        try {
            return SimulatedDongle.load(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
