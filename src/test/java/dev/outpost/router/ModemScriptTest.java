package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.shell.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which port of a dongle with two is taken for the modem's, by what the first one says to AT+CGMI; run by real BusyBox ash. */
class ModemScriptTest {
    private static final Path ASH = Path.of("/usr/bin/busybox");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '@',
            value = {
                "'' @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "AT+CGMI\\r @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\nERROR\\r\\n @ refuses /dev/ttyUSB0 ERROR; tty /dev/ttyUSB1 huawei",
                "AT+CGMI\\r\\r\\nERROR\\r\\n @ refuses /dev/ttyUSB0 ERROR; tty /dev/ttyUSB1 huawei",
                "\\r\\n+CME ERROR: 100\\r\\n @ refuses /dev/ttyUSB0 +CME ERROR: 100; tty /dev/ttyUSB1 huawei",
                "\\r\\n+CME ERROR: SIM busy\\r\\n @ refuses /dev/ttyUSB0 +CME ERROR: SIM busy; tty /dev/ttyUSB1 huawei",
                "\\r\\nCOMMAND NOT SUPPORT\\r\\n @ refuses /dev/ttyUSB0 COMMAND NOT SUPPORT; tty /dev/ttyUSB1 huawei",
                "\\r\\n^RSSI:21\\r\\n\\r\\n^HCSQ:\"LTE\",49,39,121,20\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\nRDY\\r\\n\\r\\n+CPIN: READY\\r\\n\\r\\nPB DONE\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\nOK\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\nNO CARRIER\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "$GPGSV,1,1,00*79\\r\\n @ silent /dev/ttyUSB0; tty /dev/ttyUSB1 huawei",
                "\\r\\n^RSSI:21\\r\\n\\r\\nhuawei\\r\\n\\r\\nOK\\r\\n @ tty /dev/ttyUSB0 huawei",
                "AT+CGMI\\r\\r\\nTP-LINK\\r\\n\\r\\nOK\\r\\n @ tty /dev/ttyUSB0 TP-LINK",
                "\\r\\n+CGMI: \"Marvell\"\\r\\n\\r\\nOK\\r\\n @ tty /dev/ttyUSB0 Marvell",
                "\\r\\nSierra Wireless, Incorporated\\r\\n\\r\\nOK\\r\\n @ tty /dev/ttyUSB0 Sierra Wireless, Incorporated",
                "\\r\\nQUALCOMM INCORPORATED\\r\\n\\r\\nOK\\r\\n @ tty /dev/ttyUSB0 QUALCOMM INCORPORATED",
            })
    void isTheOneThatTellsAName(String first, String expected) throws Exception {
        tty(0, first);
        tty(1, "\\r\\nhuawei\\r\\n\\r\\nOK\\r\\n");
        program("gcom", "#!/usr/bin/busybox ash\nprintf \"$(cat " + folder + "/says${2##*/})x\" | sed 's/x$//'\n");

        var said = run(Script.in(Guard.class, "modem")
                .with("PROTO", "ncm")
                .with("KIND", "tty")
                .with("DEVICES", "1-1")
                .with("ORDER", "00 01")
                .with("ASK_IMEI", 0)
                .with("ASK_IMSI", 0)
                .with("WAIT", 0));

        assertEquals(expected.replace("; ", "\n") + "\n", said);
    }

    private void tty(int number, String says) throws IOException {
        var entry = Files.createDirectories(folder.resolve("sys/1-1:1." + number));
        Files.writeString(entry.resolve("bInterfaceNumber"), "0" + number + "\n");
        Files.createDirectories(entry.resolve("ttyUSB" + number));
        Files.writeString(folder.resolve("saysttyUSB" + number), says);
        Files.createDirectories(folder.resolve("gcom"));
        Files.writeString(folder.resolve("gcom/getcardinfo.gcom"), "");
    }

    private void program(String name, String text) throws IOException {
        var file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(Script script) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ASH), "no BusyBox here");
        var text = script.render()
                .replace("/sys/bus/usb/devices", folder.resolve("sys").toString())
                .replace("/etc/gcom", folder.resolve("gcom").toString());
        var builder = new ProcessBuilder(ASH.toString(), "ash", "-c", text);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (old, own) -> own + ":" + old);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        return out;
    }
}
