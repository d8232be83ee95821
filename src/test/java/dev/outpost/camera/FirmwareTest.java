package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareTest {
    @ParameterizedTest
    @CsvSource({
        "V5.6.6, build 210625, 210625",
        "V5.6.6, 210625, 210625",
        "V5.6.6, 20210625, 210625",
        "V5.5.82build 190910, '', 190910",
        "V5.5.82 build 190910, 2019-09-10, 190910",
        "V4.0, build 081201, 81201",
    })
    void saysOnWhichDayItWasBuilt(String version, String released, int day) {
        assertEquals(Optional.of(day), parsed(version, released).build());
    }

    /** What is no day is none: it is not compared with anything. */
    @ParameterizedTest
    @CsvSource({
        "V5.6.6, ''",
        "V5.6.6, build 000000",
        "V5.6.6, build 219999",
        "V5.6.6, soon",
        "V210625, 1",
        "V5, build 2106251"
    })
    void saysNoDayWhereThereIsNone(String version, String released) {
        assertEquals(Optional.empty(), parsed(version, released).build());
        assertTrue(Firmware.Answer.of(xml(version, released)) instanceof Firmware.Answer.Unknown);
    }

    /** By ONVIF each maker writes it in his own way. */
    @ParameterizedTest
    @CsvSource({
        "V5.5.83 build 220114, 220114",
        "V5.6.6build 210625, 210625",
        "'2.622.0000000.18.R, Build Date: 2017-11-16', 171116",
        "'2.800.0000000.16.R,Build Date 2020-07-14', 200714",
        "10.12.182,",
        "v3.0.0.660_21110905,",
        "'1.0, Build Date: 2017-13-40',",
    })
    void saysItByOnvif(String version, Integer day) {
        var told = Firmware.parse(new Xml("<tds:Manufacturer>Dahua</tds:Manufacturer><tds:FirmwareVersion>" + version
                + "</tds:FirmwareVersion>"));

        assertEquals(Optional.ofNullable(day), told.orElseThrow().build());
    }

    @Test
    void isUnknownWhereItIsToldAtLength() {
        var long100 = new byte[100_000];

        assertEquals(new Firmware.Answer.Unknown("its answer has 100000 bytes"), Firmware.Answer.of(long100));
    }

    private static Firmware parsed(String version, String released) {
        return Firmware.parse(xml(version, released)).orElseThrow();
    }

    private static byte[] xml(String version, String released) {
        return ("<DeviceInfo><model>DS-2CD1321-I</model><firmwareVersion>" + version
                        + "</firmwareVersion><firmwareReleasedDate>" + released
                        + "</firmwareReleasedDate></DeviceInfo>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
