package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.ledger.FingerprintSalt;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two dongles of one kind in one router: the probed one is found by what is its own, never by the id that both have. */
class TwinDonglesTest {
    private static final String ANSWERS = """
            silent /dev/ttyUSB1
            tty /dev/ttyUSB0 huawei
            imei 860000000002047
            imsi 404100000000147
            tty /dev/ttyUSB2 huawei
            imei 8600000000020541
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void theProbedImeiDecidesWhereAnswersTell() {
        var key = FingerprintSalt.in(folder);

        assertEquals("/dev/ttyUSB2", chosen(same(key, "860000000002054")));
        assertEquals("/dev/ttyUSB0", chosen(same(key, "860000000002047")));
    }

    @Test
    void theFirstThatAnswersIsTakenWhereNothingTells() {
        assertEquals("/dev/ttyUSB0", chosen(DongleFingerprint.Matcher.UNKNOWN));
        assertEquals("/dev/ttyUSB0", chosen(same(FingerprintSalt.in(folder), "860000000009999")));
    }

    @Test
    void theUsbSerialNumberTellsThePath() {
        var key = FingerprintSalt.in(folder);
        var devices = RouterDongles.devices(tree(Map.of("1-1.1", "AAAABBBB01", "1-1.2", "AAAABBBB02")));
        var probed = new DongleFingerprint.Matcher(
                new DongleFingerprint(Optional.empty(), key.serial("12d1:1506", "AAAABBBB02"), Optional.empty()),
                Optional.of(key));

        var proven = devices.stream()
                .filter(device -> probed.bySerial(device).equals(Optional.of(true)))
                .map(UsbDevice::path)
                .toList();

        assertEquals(java.util.List.of("1-1.2"), proven);
        assertEquals(Optional.of(false), probed.bySerial(devices.getFirst()));
    }

    private static String chosen(DongleFingerprint.Matcher same) {
        return ModemAnswers.Voice.chosen(ModemAnswers.Voice.all(ANSWERS), same)
                .orElseThrow()
                .tty();
    }

    private static DongleFingerprint.Matcher same(FingerprintSalt key, String imei) {
        return new DongleFingerprint.Matcher(
                new DongleFingerprint(Optional.of(key.imei(imei)), Optional.empty(), Optional.empty()),
                Optional.of(key));
    }

    private static Map<String, String> tree(Map<String, String> serials) {
        var tree = new LinkedHashMap<String, String>();
        serials.forEach((path, serial) -> {
            tree.put(path + "/idVendor", "12d1");
            tree.put(path + "/idProduct", "1506");
            tree.put(path + "/serial", serial);
            tree.put(path + ":1.0/bInterfaceNumber", "00");
            tree.put(path + ":1.0/ttyUSB0", "");
        });
        return tree;
    }
}
