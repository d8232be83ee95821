package dev.outpost.dongle;

import static dev.outpost.dongle.SwitchingBench.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.Phone.Sort;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneTest {
    /**
     * Layouts of usb.ids' tethering ids with the interfaces of Android's gadget functions (RNDIS, NCM, ADB, MTP), of Linux's ipheth and of the
     * gadget drivers; 04e8:6863 and 04e8:6843 from dumps in ubuntuforums threads.
     */
    @ParameterizedTest
    @CsvSource({
        "04e8:6863, TELEPHONE, e0/01/03=rndis_host 0a/00/00=rndis_host",
        "04e8:6864, TELEPHONE, e0/01/03 0a/00/00 ff/42/01",
        "04e8:6843, TELEPHONE, 02/08/00 02/02/01=cdc_acm 0a/00/00=cdc_acm 08/06/50=usb-storage 02/02/ff 0a/00/00",
        "04e8:68ff, TELEPHONE, e0/01/03 0a/00/00",
        "18d1:4ee4, TELEPHONE, e0/01/03=rndis_host 0a/00/00=rndis_host ff/42/01",
        "18d1:4eec, TELEPHONE, 02/0d/00=cdc_ncm 0a/00/01=cdc_ncm ff/42/01",
        "2717:ff80, TELEPHONE, e0/01/03 0a/00/00",
        "2717:ff88, TELEPHONE, ef/04/01 0a/00/00 ff/42/01",
        "2a70:9024, TELEPHONE, ff/ff/00 e0/01/03 0a/00/00 ff/42/01",
        "12d1:107e, TELEPHONE, ff/ff/00 e0/01/03 0a/00/00",
        "1004:61da, TELEPHONE, e0/01/03 0a/00/00",
        "0bb4:0ff8, TELEPHONE, e0/01/03 0a/00/00",
        "22b8:2e24, TELEPHONE, e0/01/03 0a/00/00",
        "0fce:71f4, TELEPHONE, e0/01/03 0a/00/00",
        "0e8d:2004, TELEPHONE, e0/01/03 0a/00/00",
        "0e8d:2005, TELEPHONE, e0/01/03 0a/00/00 ff/42/01",
        "0421:0428, TELEPHONE, 02/02/01=cdc_acm 0a/00/00=cdc_acm",
        "05ac:12a8, APPLE, 06/01/01=usbfs ff/fe/02=usbfs ff/fd/01=ipheth",
        "05ac:12a8, APPLE, 06/01/01 ff/fe/02 ff/fd/01",
        "05ac:12a8, APPLE, 06/01/01 ff/fe/02 02/0d/00=cdc_ncm 0a/00/01=cdc_ncm",
        "1782:5d0f, TELEPHONE_OR_STICK, e0/01/03 0a/00/00 ff/42/01",
        "05c6:f00e, TELEPHONE_OR_STICK, e0/01/03 0a/00/00 06/01/01",
        "19d2:1364, TELEPHONE_OR_STICK, 02/06/00 0a/00/00 ff/42/01",
        "0525:a4a1, COMPUTER, 02/0d/00=cdc_ncm 0a/00/01=cdc_ncm",
        "0525:a4a2, COMPUTER, e0/01/03 0a/00/00",
        "1d6b:0104, COMPUTER, 02/06/00 0a/00/00 02/02/01 0a/00/00",
    })
    void isNamedForWhatItIs(String id, Sort sort, String interfaces) {
        var layout = layout(id, interfaces);

        assertEquals(Optional.of(sort), Phone.of(layout).map(Phone::sort));
        assertTrue(layout.isDongle(), "shown, so that somebody is told");
        assertFalse(Phone.of(layout).orElseThrow().warning().isBlank());
    }

    /** Modems and sticks that show what telephones show: Android's debugging, RNDIS, ACM. */
    @ParameterizedTest
    @CsvSource({
        "1782:4064, e0/01/03=rndis_host 0a/00/00=rndis_host ff/00/00=option ff/00/00=option ff/42/01",
        "0489:e145, ef/04/01=rndis_host 0a/00/00=rndis_host ff/ff/40=option ff/ff/40=option ff/42/01",
        "12d1:14db, 02/06/00=cdc_ether 0a/00/00=cdc_ether",
        "19d2:1403, ef/04/01=rndis_host 0a/00/00=rndis_host 08/06/50",
        "1bbb:0195, e0/01/03=rndis_host 0a/00/00=rndis_host 08/06/50",
        "04e8:6889, 02/02/01 0a/00/00",
        "1004:61aa, 02/06/00 0a/00/00 02/02/01 0a/00/00",
        "0421:0612, 02/02/01=cdc_acm 0a/00/00=cdc_acm",
        "1199:90e5, ff/ff/30 ff/42/01 ff/ff/40 02/0e/00=cdc_mbim 0a/00/02=cdc_mbim",
        "18d1:4ee1, 06/01/01",
        "05ac:12a8, 06/01/01 ff/fe/02",
    })
    void isNotWhatOnlyLooksLikeOne(String id, String interfaces) {
        assertEquals(Optional.empty(), Phone.of(layout(id, interfaces)));
    }

    @Test
    void isNoDongleWhileItSharesNothing() {
        assertFalse(layout("18d1:4ee2", "ff/ff/00 ff/42/01").isDongle());
        assertFalse(layout("2717:ff48", "06/01/01 ff/42/01").isDongle());
        assertFalse(layout("05ac:12a8", "06/01/01 ff/fe/02").isDongle());
        assertFalse(layout("04e8:6860", "06/01/01").isDongle());
    }

    @Test
    void hasNoPortsOfAVendorsClassWhereTheyOfferMedia() {
        assertEquals(
                Mode.ROUTER,
                layout("2a70:9024", "ff/ff/00 e0/01/03 0a/00/00 ff/42/01").mode());
        assertEquals(
                Mode.UNKNOWN, layout("05ac:12a8", "06/01/01 ff/fe/02 ff/fd/01").mode());
    }

    @Test
    void isAComputerByTheNameThatLinuxGivesItself() {
        var d = device("1-1", "abcd:0001", "e0/01/03", "0a/00/00");
        var board = new UsbDevice(
                d.path(),
                d.vid(),
                d.pid(),
                Optional.of("Linux 6.1.21 with 20980000.usb"),
                d.product(),
                d.serial(),
                1,
                d.maxPower(),
                d.interfaces());

        assertEquals(Optional.of(Sort.COMPUTER), Phone.of(Layout.of(board)).map(Phone::sort));
    }

    private static Layout layout(String id, String interfaces) {
        return Layout.of(device("1-1", id, interfaces.split(" ")));
    }
}
