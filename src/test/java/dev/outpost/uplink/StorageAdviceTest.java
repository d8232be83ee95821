package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageAdviceTest {
    /** One of ours, of the public table in each of its kinds, and one that nobody knows (Pisen MA156, seen on OpenWrt 24.10). */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            12d1:1f01 ~ (HuaweiNewMode, to 12d1:14db or 12d1:14dc or 12d1:1506); on a computer: outpost probe --switch; a router needs usb-modeswitch
            0af0:7501 ~ (OptionMode); on a computer: outpost probe --switch; on a router nothing does it: OpenWrt leaves OptionMode out of its /etc/usb-mode.json
            12d1:1526 ~ no profile of Outpost has it, usb_modeswitch's table does (HuaweiNewMode, to 12d1:14cf; usb-modeswitch-data 2019
            12d1:1526 ~ on a computer: outpost probe --switch; a router needs usb-modeswitch
            04e8:689a ~ (Message, to 04e8:6889; usb-modeswitch-data 2019
            04e8:689a ~ on a computer: outpost probe --switch, with Debian's usb-modeswitch-data installed; a router needs usb-modeswitch
            0408:ea25 ~ on a computer: Debian's usb-modeswitch; on a router nothing does it: OpenWrt leaves QuantaMode out of its /etc/usb-mode.json
            19d2:0557 ~ no table knows how 19d2:0557 is switched, neither a profile of Outpost nor usb_modeswitch's
            19d2:0557 ~ try on a computer: outpost probe --switch=StandardEject; a router's /etc/usb-mode.json has no 19d2:0557: write it in by hand
            05c6:1000 ~ no table knows how 05c6:1000 is switched
            05c6:1000 ~ a router's /etc/usb-mode.json has it only for devices that say exactly uMa=AnyDATA
            """)
    void saysWhoKnowsTheWay(String id, String words) {
        var warning = new StorageAdvice(disk(id)).warning();

        assertTrue(warning.contains(words), warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            12d1:1f01 ~ the router's usb-modeswitch knows it; outpost probe --switch, then ask again
            0408:ea25 ~ OpenWrt leaves QuantaMode out of its /etc/usb-mode.json, so the router does not do it by itself
            19d2:0557 ~ no table knows how; the router's /etc/usb-mode.json has no 19d2:0557, so write it in by hand
            """)
    void saysWhatHasToBeDoneForARouter(String id, String words) {
        var condition = new StorageAdvice(disk(id)).condition();

        assertTrue(condition.startsWith("it is switched first (it shows only a disk): " + words), condition);
    }

    @ParameterizedTest
    @CsvSource({"12d1:1f01, outpost probe --switch", "19d2:0557, outpost probe --switch=StandardEject"})
    void namesTheNextCommand(String id, String command) {
        assertEquals(command, new StorageAdvice(disk(id)).next());
    }

    private static UsbDevice disk(String id) {
        return new UsbDevice(
                "1-1",
                id.substring(0, 4),
                id.substring(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(500),
                List.of(UsbInterface.unbound(0, Triple.parse("08/06/50"), 2)));
    }
}
