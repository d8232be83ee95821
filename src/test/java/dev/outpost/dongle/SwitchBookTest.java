package dev.outpost.dongle;

import static dev.outpost.dongle.SwitchingBench.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.SwitchWay.Message.Bulk;
import dev.outpost.dongle.SwitchWay.Message.Configure;
import dev.outpost.dongle.SwitchWay.Message.Control;
import dev.outpost.profile.ProfileBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchBookTest {
    private final SwitchBook book = SwitchBook.of(ProfileBook.shipped(), Map.of());

    /** The sticks of the public tables, with how each is switched. */
    @ParameterizedTest
    @CsvSource({
        "12d1:1446, HuaweiNewMode, 12d1:1506",
        "12d1:14fe, HuaweiNewMode, 12d1:1506",
        "12d1:157c, HuaweiNewMode, 12d1:1506",
        "12d1:157d, HuaweiNewMode, 12d1:14dc",
        "12d1:15cd, HuaweiNewMode, 12d1:1506",
        "12d1:15ca, HuaweiNewMode, 12d1:1506",
        "12d1:15e7, HuaweiNewMode, 12d1:1506",
        "12d1:155b, HuaweiNewMode, 12d1:1506",
        "12d1:1505, HuaweiNewMode, 12d1:150f",
        "12d1:1f01, HuaweiNewMode, 12d1:14dc",
        "12d1:1f02, HuaweiNewMode, 12d1:14dc",
        "3426:1f01, HuaweiNewMode, 3426:14db",
        "12d1:1f16, HuaweiNewMode, 12d1:1575",
        "12d1:15ec, HuaweiNewMode, 12d1:1c26",
        "12d1:1f1e, HuaweiNewMode, 12d1:157f",
        "12d1:15ee, HuaweiNewMode, 12d1:1c28",
        "12d1:14d1, HuaweiNewMode, 12d1:14c9",
        "12d1:1520, HuaweiNewMode, 12d1:1465",
        "12d1:14b7, HuaweiNewMode, 12d1:14cc",
        "12d1:1f19, HuaweiNewMode, 12d1:14fa",
        "12d1:14ad, HuaweiNewMode, 12d1:14ae",
        "12d1:1001, HuaweiMode, 12d1:1001",
        "12d1:1003, HuaweiMode, 12d1:1003",
        "12d1:1414, HuaweiMode, 12d1:1414",
        "19d2:1225, StandardEject, 19d2:1405",
        "19d2:1421, Message, 19d2:1428",
        "19d2:1705, StandardEject,",
        "19d2:1233, StandardEject, 19d2:1270",
        "19d2:0325, StandardEject, 19d2:0326",
        "19d2:0166, Message, 19d2:0167",
        "19d2:1420, StandardEject, 19d2:1405",
        "19d2:1227, StandardEject, 19d2:1252",
        "19d2:1224, StandardEject, 19d2:0082",
        "19d2:1216, StandardEject, 19d2:1217",
        "19d2:1588, StandardEject, 19d2:1589",
        "19d2:2000, StandardEject, 19d2:0031",
        "1bbb:f000, Message, 1bbb:0195",
        "1bbb:f017, Message, 1bbb:0203",
        "1bbb:022c, Configuration,",
        "2001:ab00, StandardEject, 2001:7e35",
        "2001:ac01, StandardEject, 2001:7e3d",
        "2357:f000, StandardEject, 2357:9000",
        "2357:0200, StandardEject, 2357:0201",
        "0af0:7501, OptionMode,",
        "1199:0fff, SierraMode, 1199:68a3",
        "05c6:f000, StandardEject, 05c6:9000",
        "1c9e:f030, Message, 1c9e:f101",
        "230d:0001, Configuration,"
    })
    void knowsTheStick(String id, String word, String becomes) {
        var way = book.usual(disk(id), List.of()).orElseThrow();

        assertEquals(word, way.word());
        assertFalse(way.messages().isEmpty());
        assertTrue(becomes == null ? way.becomes().isEmpty() : way.becomes().contains(becomes), way.toString());
        assertTrue(way.source().startsWith("profile "), way.source());
    }

    /** Sticks of the public table without a profile of ours: what kind of message it is, and whether it can be sent from here. */
    @ParameterizedTest
    @CsvSource({
        "04e8:680c, Message, 04e8:6792, false",
        "04e8:689a, Message, 04e8:6889, false",
        "0408:ea25, QuantaMode, 0408:ea26, false",
        "0408:ea43, StandardEject, 0408:ea49, true",
        "1410:5020, StandardEject, 1410:6000, true",
        "12d1:1526, HuaweiNewMode, 12d1:14cf, true",
        "1a8d:1000, StandardEject, 1a8d:1009, true",
        "16d8:6281, Message,, false",
        "106c:3b03, Message, 106c:3715, false",
        "1004:6327, Message, 1004:6326, false",
        "0421:0610, StandardEject, 0421:0612, true",
        "0930:0d46, StandardEject, 0930:0d45, true",
        "0df7:0800, MobileActionMode,, false",
        "1fac:0130, Message, 1fac:0131, false",
        "201e:2009, StandardEject,, true",
        "0fce:d0cf, Configuration,, true",
        "2001:a708, StandardEject, 2001:7d03, true",
    })
    void knowsWhatThePublicTableKnows(String id, String word, String becomes, boolean sends) {
        var way = book.ways(disk(id), List.of()).getFirst();

        assertEquals(word, way.word());
        assertEquals(sends, !way.messages().isEmpty());
        assertTrue(becomes == null || way.becomes().contains(becomes), way.toString());
        assertTrue(way.source().startsWith("usb-modeswitch-data 2019"), way.source());
        assertTrue(Layout.of(disk(id)).isDongle(), "a dongle in storage mode");
        assertFalse(book.isOurs(disk(id)));
    }

    /** Each of its sticks is recognised, what else it switches is not, and no device without the strings that an id asks for. */
    @Test
    void takesEachStickOfThePublicTableForADongle() {
        var rows = SwitchTable.shipped().facts();
        var missed = rows.stream()
                .map(fact -> named(
                        fact.from().iterator().next(),
                        fact.strings().getOrDefault("uMa", "Somebody"),
                        fact.strings().getOrDefault("uPr", "Disk")))
                .filter(stick -> !Layout.of(stick).isDongle())
                .map(UsbDevice::id)
                .toList();

        assertTrue(rows.size() > 450, rows.size() + " rows");
        assertEquals(List.of("04e8:f000"), missed, "only its disk's answer tells this one from a telephone");
        for (var other : List.of("0bda:1a2b", "148f:2878", "03f0:002a", "0cf3:20ff", "2357:0600", "1307:1169")) {
            assertFalse(Layout.of(disk(other)).isDongle(), other);
        }
        assertFalse(Layout.of(disk("0e8d:0002")).isDongle(), "a telephone's disk");
        assertTrue(Layout.of(named("0e8d:0002", "MediaTek", "MT65xx")).isDongle());
        for (var disk : List.of("04e8:61b6", "0b05:5aa5", "0846:5aa5", "2357:5aa5", "04da:5aa5")) {
            assertFalse(Layout.of(disk(disk)).isDongle(), disk + ": a disk by a maker of modems and of much else");
        }
    }

    /** What a router's own list makes of the same table. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "12d1:1f01, -, Switches[]",
                "04e8:689a, -, Switches[]",
                "19d2:1705, -, Switches[]",
                "3426:1f01, -, Switches[]",
                "19d2:0557, -, HasNone[]",
                "0408:ea25, -, LeavesOut[kind=QuantaMode]",
                "0af0:7501, -, LeavesOut[kind=OptionMode]",
                "05c6:1000, AnyDATA, Switches[]",
                "05c6:1000, AnyDATA Corp, 'WantsStrings[strings=uMa=AnyDATA or uMa=CELOT or uMa=Co.,Ltd or uMa=DGT or uMa=Qualcomm or uMa=SAMSUNG or uMa=SSE or uMa=StrongRising or uMa=Vertex]'",
            })
    void knowsWhatARouterWillDo(String id, String maker, String saying) {
        var stick = named(id, Optional.ofNullable(maker).orElse("Somebody"));

        assertEquals(saying, SwitchTable.shipped().onRouter(stick).toString());
    }

    @Test
    void ejectsByHandOnlyWhatNobodyKnowsAndOnlyWhenAsked() {
        var unknown = disk("19d2:0557");

        assertEquals(Optional.empty(), book.usual(unknown, List.of()));
        assertEquals(Optional.empty(), book.named("HuaweiNewMode", unknown, List.of()));
        assertEquals(
                4,
                book.named("StandardEject", unknown, List.of())
                        .orElseThrow()
                        .messages()
                        .size());
        assertEquals(Optional.empty(), book.named("StandardEject", disk("12d1:1f01"), List.of()));
    }

    @Test
    void sendsWhatEachWayAsksFor() {
        assertEquals(
                List.of(new Bulk("55534243123456780000000000000011062000000101000100000000000000")),
                messages("12d1:1f01"));
        assertEquals(List.of(new Control(0, 3, 1, 0)), messages("12d1:1003"));
        assertEquals(List.of(new Control(0x40, 0x0b, 1, 0)), messages("1199:0fff"));
        assertEquals(List.of(new Configure(3)), messages("230d:0001"));
        assertEquals(4, messages("19d2:1225").size(), "allow removal and eject, for two units");
        assertEquals(5, messages("19d2:2000").size(), "the ejects and a message");
    }

    @Test
    void keepsTheAlternativeMessageForThoseWhoAsk() {
        var ways = book.ways(disk("12d1:1f01"), List.of());

        assertTrue(ways.getLast().whenAsked());
        assertEquals("HuaweiAltMode", ways.getLast().word());
        assertEquals(Set.of("12d1:155e"), ways.getLast().becomes());
        assertEquals(
                "HuaweiNewMode",
                book.usual(disk("12d1:1f01"), List.of()).orElseThrow().word());
    }

    @Test
    void goesByTheStringsWhereTheIdIsEverybodys() {
        assertEquals(Optional.empty(), book.usual(disk("05c6:1000"), List.of()));

        var samsung = named("05c6:1000", "SAMSUNG Electronics");
        assertEquals(
                Set.of("04e8:6601"),
                book.usual(samsung, List.of()).orElseThrow().becomes());
        var option = List.of(new UsbBus.ScsiUnit("GT", "GlobeTrotter"));
        assertEquals(
                "OptionMode",
                book.usual(disk("05c6:1000"), option).orElseThrow().word());
        assertEquals(Optional.empty(), book.usual(named("05c6:1000", "Kingston"), List.of()));
    }

    @Test
    void readsTheSystemsFilesAsTheirPackageWritesThem() {
        var read = installed("ffff:0001", """
                # a comment, and a line that means nothing
                whatever
                TargetVendor= 0xFFFF
                TargetProductList="0002,0A03"
                StandardEject=1
                MessageContent="55534243123456702000000080000c85010101180101010101000000000000"
                NeedResponse=1
                """);

        var way = read.orElseThrow();
        assertEquals("StandardEject", way.word());
        assertEquals(Set.of("ffff:0002", "ffff:0a03"), way.becomes());
        assertEquals(5, way.messages().size());
        assertEquals(
                32,
                ((Bulk) way.messages().getLast()).answerLength(),
                "the command asks for 32 bytes before its status");
    }

    @ParameterizedTest
    @CsvSource({
        "HuaweiMode=1, HuaweiMode, 1",
        "HuaweiNewMode=1, HuaweiNewMode, 1",
        "HuaweiAltMode=1, HuaweiAltMode, 1",
        "SierraMode=1, SierraMode, 1",
        "OptionMode=1, OptionMode, 1",
        "Configuration=2, Configuration, 1",
        "MessageContent=\"11\", Message, 1",
        "'MessageContent=\"11\"\nMessageContent2=\"2233\"\nMessageContent3=\"44\"', Message, 3",
    })
    void readsEveryWay(String text, String word, int messages) {
        var way = installed("ffff:0001", text).orElseThrow();

        assertEquals(word, way.word());
        assertEquals(messages, way.messages().size());
        assertEquals("usb-modeswitch-data on this system", way.source());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "StandardEject=0",
                "Configuration=0",
                "SonyMode=1",
                "MessageContent=\"5\"",
                "MessageContent=\"not hex\"",
                "Configuration=99999999999",
                "\u0000\u0001=\u0002",
                "TargetProduct=0x0001"
            })
    void sendsNothingWhereAFileAsksForNothingThatItCanDo(String text) {
        assertEquals(Optional.empty(), installed("ffff:0001", text));
    }

    @Test
    void matchesTheStringsOfAFileName() {
        var book = SwitchBook.of(
                ProfileBook.shipped(),
                Map.of(
                        "ffff:0001:uMa=Some_Maker", "StandardEject=1",
                        "ffff:0001:sMo=U209", "HuaweiNewMode=1",
                        "ffff:0001:xYz=1", "HuaweiMode=1",
                        "readme", "HuaweiMode=1"));

        assertEquals(Optional.empty(), book.usual(disk("ffff:0001"), List.of()));
        assertEquals(
                "StandardEject",
                book.usual(named("ffff:0001", "Some Maker Ltd"), List.of())
                        .orElseThrow()
                        .word());
        var unit = List.of(new UsbBus.ScsiUnit("X", "U209 disk"));
        assertEquals(
                "HuaweiNewMode",
                book.usual(disk("ffff:0001"), unit).orElseThrow().word());
    }

    @Test
    void prefersTheProfilesToTheSystemsFiles() {
        var both = SwitchBook.of(ProfileBook.shipped(), Map.of("12d1:1f01", "StandardEject=1"));

        assertEquals(
                "HuaweiNewMode",
                both.usual(disk("12d1:1f01"), List.of()).orElseThrow().word());
    }

    private Optional<SwitchWay> installed(String name, String text) {
        return SwitchBook.of(ProfileBook.shipped(), Map.of(name, text)).usual(disk(name), List.of());
    }

    private List<SwitchWay.Message> messages(String id) {
        return book.usual(disk(id), List.of()).orElseThrow().messages();
    }

    private static UsbDevice disk(String id) {
        return device("1-1", id, "08/06/50=usb-storage");
    }

    private static UsbDevice named(String id, String manufacturer) {
        return named(id, manufacturer, "Disk");
    }

    private static UsbDevice named(String id, String manufacturer, String product) {
        var d = disk(id);
        return new UsbDevice(
                d.path(),
                d.vid(),
                d.pid(),
                Optional.of(manufacturer),
                Optional.of(product),
                d.serial(),
                1,
                d.maxPower(),
                d.interfaces());
    }
}
