package dev.outpost.adapter.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.pasted.PastedUsb;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDump;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsbDevicesTextTest {
    /** The lines of an E3372 stick as the kernel's debugfs shows them; layout from the OpenWrt wiki, ethernetoverusb_ncm. */
    private static final String E3372 = """
            T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0
            D:  Ver= 2.10 Cls=00(>ifc ) Sub=00 Prot=ff MxPS=64 #Cfgs=  1
            P:  Vendor=12d1 ProdID=1506 Rev= 1.02
            S:  Manufacturer=HUAWEI_MOBILE
            S:  Product=HUAWEI_MOBILE
            C:* #Ifs= 5 Cfg#= 1 Atr=80 MxPwr=  2mA
            I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=03 Prot=10 Driver=(none)
            I:* If#= 1 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=03 Prot=12 Driver=option
            I:* If#= 2 Alt= 0 #EPs= 1 Cls=ff(vend.) Sub=03 Prot=16 Driver=huawei_cdc_ncm
            I:  If#= 2 Alt= 1 #EPs= 3 Cls=ff(vend.) Sub=03 Prot=16 Driver=huawei_cdc_ncm
            I:* If#= 3 Alt= 0 #EPs= 2 Cls=08(stor.) Sub=06 Prot=50 Driver=usb-storage
            I:* If#= 4 Alt= 0 #EPs= 2 Cls=08(stor.) Sub=06 Prot=50 Driver=usb-storage
            """;

    @Test
    void readsAKernelDump() {
        var device = pasted(E3372).devices().getFirst();

        assertEquals("12d1:1506", device.id());
        assertEquals(Optional.of("HUAWEI_MOBILE"), device.product());
        assertEquals(Optional.of(2), device.maxPower());
        assertEquals(5, device.interfaces().size());
        assertEquals(Optional.of(3), device.interfaces().get(2).endpoints());
        assertEquals(
                Optional.of(new Triple(0xff, 3, 0x16)),
                device.interfaces().get(2).triple());
        assertEquals(Optional.empty(), device.interfaces().getFirst().driver());
        assertEquals(Mode.MODEM, Layout.of(device).mode());
    }

    @Test
    void readsTheHexadecimalNumbersOfUsbDevices() {
        var text = E3372.replace("If#= 4 Alt= 0", "If#=0xa Alt= 0");

        assertEquals(
                10, pasted(text).devices().getFirst().interfaces().getLast().number());
    }

    @Test
    void readsSeveralDevicesAndNoHubs() {
        var hub =
                "T:  Bus=01 Lev=00 Prnt=00 Port=00\nD:  Ver= 2.00 Cls=09(hub  )\nP:  Vendor=1d6b ProdID=0002 Rev= 6.01\n";

        assertEquals(2, pasted(hub + E3372 + E3372).devices().size());
    }

    /** The shape of a Dell DW5821e: QMI in the first configuration, MBIM in the second (linux-usb, patches to option). */
    private static final String TWO_CONFIGURATIONS = """
            T:  Bus=02 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0
            D:  Ver= 3.10 Cls=ef(misc ) Sub=02 Prot=01 MxPS= 9 #Cfgs=  2
            P:  Vendor=413c ProdID=81d7 Rev= 3.18
            C:  #Ifs= 2 Cfg#= 1 Atr=a0 MxPwr=896mA
            I:  If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=ff Prot=ff Driver=
            I:  If#= 5 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=ff Prot=ff Driver=
            C:* #Ifs= 2 Cfg#= 2 Atr=a0 MxPwr=500mA
            I:* If#= 0 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=0e Prot=00 Driver=cdc_mbim
            I:* If#= 1 Alt= 1 #EPs= 2 Cls=0a(data ) Sub=00 Prot=02 Driver=cdc_mbim
            """;

    @Test
    void readsTheActiveConfigurationOnly() {
        var device = pasted(TWO_CONFIGURATIONS).devices().getFirst();

        assertEquals(2, device.interfaces().size());
        assertEquals(
                Optional.of(new Triple(0x02, 0x0e, 0)),
                device.interfaces().getFirst().triple());
        assertEquals(Optional.of(500), device.maxPower());
        assertEquals(2, device.configurations());
    }

    @Test
    void readsADumpThatWasQuotedInAMail() {
        var quoted =
                E3372.replace(">ifc", "&gt;ifc").replaceAll("(?m)^", "> > ").replace("\n", "\r\n");

        assertEquals(pasted(E3372).devices(), pasted(quoted).devices());
    }

    @Test
    void survivesWhateverAForumDidToADump() {
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder(E3372);
            for (int n = 0; n < 20; n++) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            assertTrue(pasted(text.toString()).devices().size() <= 3);
        }
    }

    private static UsbDump pasted(String text) {
        return PastedUsb.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
