package dev.outpost.adapter.usb.pasted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbDump;
import dev.outpost.dongle.UsbDump.Reading;
import dev.outpost.dongle.UsbInterface;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PastedUsbTest {
    private static final Path FOLDER = Path.of("src/test/resources/usb/pasted");

    private static final String DUMP = """
            T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  4 Spd=480  MxCh= 0
            D:  Ver= 2.00 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  1
            P:  Vendor=2c7c ProdID=0125 Rev= 3.18
            S:  Manufacturer=Quectel
            S:  Product=EC25-EU
            C:* #Ifs= 3 Cfg#= 1 Atr=a0 MxPwr=500mA
            I:* If#= 0 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=ff Prot=ff Driver=option
            E:  Ad=81(I) Atr=02(Bulk) MxPS= 512 Ivl=0ms
            I:* If#= 3 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=00 Prot=00 Driver=option
            I:* If#= 4 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=ff Prot=ff Driver=qmi_wwan
            """;

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsWhatPeoplePaste(String file, String what, String reading, String devices) throws IOException {
        var dump = PastedUsb.read(Files.readAllBytes(FOLDER.resolve(file)));

        assertEquals(what, dump.what());
        assertEquals(Reading.valueOf(reading), dump.reading());
        if (devices.equals("*")) {
            assertEquals(1, dump.devices().size());
            assertEquals(Optional.empty(), dump.devices().getFirst().sight().gap());
            assertFalse(dump.devices().getFirst().interfaces().isEmpty());
        } else {
            assertEquals(devices, words(dump));
        }
    }

    @Test
    void namesTheSourceOfEachFile() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertEquals(
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> !f.equals("sources.txt"))
                            .sorted()
                            .toList(),
                    files().map(row -> row[0]).sorted().toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hands")
    void readsADumpThroughManyHands(String hand, UnaryOperator<String> passedOn) {
        var text = passedOn.apply(DUMP);

        assertFalse(text.equals(DUMP), "nothing was done to it");
        assertEquals(words(read(DUMP)), words(read(text)), text);
    }

    static Stream<Object[]> hands() {
        return Stream.of(
                hand("carriage returns", t -> t.replace("\n", "\r\n")),
                hand("old Mac line ends", t -> t.replace("\n", "\r")),
                hand("tabs", t -> t.replace("  ", "\t")),
                hand("indentation", t -> t.indent(8)),
                hand(
                        "no blanks that are not needed",
                        t -> t.replaceAll("= +", "=").replaceAll(":( |\\*) *", ":$1")),
                hand("blanks around equals signs", t -> t.replace("=", " = ")),
                hand("a quoted mail", t -> t.replaceAll("(?m)^", "> ")),
                hand("a mail quoted three times", t -> t.replaceAll("(?m)^", "> >> ")),
                hand("a mail quoted with a name", t -> t.replaceAll("(?m)^", "JD> ")),
                hand("bars", t -> t.replaceAll("(?m)^", "| ")),
                hand("line numbers", t -> t.replaceAll("(?m)^", "  12  ")),
                hand("line numbers with colons", t -> t.replaceAll("(?m)^", "7: ")),
                hand("time stamps", t -> t.replaceAll("(?m)^", "[2026-11-01 10:00:00] ")),
                hand("a forum's code tags", t -> "[code]" + t + "[/code]"),
                hand("a forum's colours", t -> t.replace("0125", "[color=#ff0000][b]0125[/b][/color]")),
                hand("markdown's fence", t -> "```\n" + t + "```\n"),
                hand("markdown's bold", t -> t.replace("2c7c", "**2c7c**")),
                hand("markdown's back ticks", t -> t.replaceAll("(?m)^(.+)$", "`$1`")),
                hand(
                        "markdown's backslashes",
                        t -> t.replace("*", "\\*").replace("#", "\\#").replace("(", "\\(")),
                hand(
                        "HTML entities",
                        t -> t.replace(">", "&gt;").replace("=", "&#61;").replace("#", "&#x23;")),
                hand("entities of entities", t -> t.replace(">", "&amp;gt;")),
                hand("HTML tags", t -> "<pre>" + t.replace("\n", "<br />\n") + "</pre>"),
                hand("HTML without line ends", t -> t.replace("\n", "<br>")),
                hand("blanks that do not break", t -> t.replace(" ", "&nbsp;")),
                hand("the same in Unicode", t -> t.replace(' ', '\u00a0')),
                hand("a terminal's colours", t -> t.replace("Vendor", "\u001b[01;31m\u001b[KVendor\u001b[m\u001b[K")),
                hand("colours without their escape", t -> t.replace("Vendor", "[01;31mVendor[0m")),
                hand("zero-width signs", t -> t.replace("=", "\u200b=")),
                hand("full-width signs", t -> t.replace(':', '\uff1a').replace('=', '\uff1d')),
                hand(
                        "a shell around it",
                        t -> "root@OpenWrt:~# cat /sys/kernel/debug/usb/devices\n" + t + "root@OpenWrt:~# \n"),
                hand(
                        "a letter around it",
                        t -> "Hello,\nmy stick (Quectel) does not work:\n\n" + t + "\nAny idea?\nRegards\n"),
                hand("one line", t -> t.replace("\n", " ")),
                hand("lines run together", t -> t.replace("\nD:", "D:").replace("\nI:* If#= 3", "I:* If#= 3")),
                hand("lost letters", t -> t.replaceAll("(?m)^[TDPSCI]:[ *] *", "")),
                hand("lost stars", t -> t.replace(":*", ": ")),
                hand("lost end points", t -> t.replaceAll("(?m)^E:.*\n", "")),
                hand("quoted-printable", t -> t.replace("=", "=3D")),
                hand("wrapped at 60", t -> wrapped(t, 60, "")),
                hand("wrapped at 40 and quoted", t -> wrapped(t, 40, "> ")),
                hand(
                        "an old usb-devices",
                        t -> t.replace("#Ifs", "#IFs")
                                .replaceAll("If#= (\\d)", "If#=$1")
                                .replace("*", " ")),
                hand(
                        "a new usb-devices",
                        t -> t.replaceAll("If#= (\\d)", "If#=0x$1").replace("*", " ")),
                hand("driver none", t -> t + "\n"));
    }

    private static Object[] hand(String name, UnaryOperator<String> does) {
        return new Object[] {name, does};
    }

    private static String wrapped(String text, int width, String before) {
        return text.lines()
                .map(line -> {
                    var all = new StringBuilder(before);
                    int column = 0;
                    for (var word : line.split("(?<=[ ])")) {
                        if (column + word.length() > width && column > 0) {
                            all.append("\n").append(before);
                            column = 0;
                        }
                        all.append(word);
                        column += word.length();
                    }
                    return all.toString();
                })
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, EFBBBF", "UTF-16LE, FFFE", "UTF-16BE, FEFF", "UTF-16LE, ''", "UTF-16BE, ''", "ISO-8859-1, ''"})
    void readsEachEncodingOfAnEditor(String charset, String mark) {
        var text = DUMP.replace("Quectel", charset.startsWith("ISO") ? "Quectél" : "Quectel")
                .getBytes(Charset.forName(charset));
        var head = HexFormat.of().parseHex(mark);
        var all = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, all, head.length, text.length);

        assertEquals(words(read(DUMP)), words(PastedUsb.read(all)));
    }

    @Test
    void readsSeveralDevicesWhetherABlankLinePartsThemOrNot() {
        var other = DUMP.replace("0125", "0306").replace("Port=00", "Port=01");

        assertEquals(2, read(DUMP + other).devices().size());
        assertEquals(2, read(DUMP + "\n\n" + other).devices().size());
        assertEquals(
                2, read((DUMP + other).replaceAll("(?m)^T:.*\n", "")).devices().size());
        assertEquals(
                2,
                read((DUMP + other).replaceAll("(?m)^[TD]:.*\n", "")).devices().size());
    }

    /** Wherever it is cut, what is left is never taken for a whole device. */
    @Test
    void knowsADumpThatWasCutAtAnyPlace() {
        var from = DUMP.indexOf("P:") + "P:  Vendor=2c7c ProdID=0125".length();
        var last = DUMP.lastIndexOf("Prot=ff") + "Prot=ff".length();
        for (int end = from; end < last; end++) {
            var dump = read(DUMP.substring(0, end));

            assertEquals(1, dump.devices().size(), DUMP.substring(0, end));
            assertTrue(dump.devices().getFirst().sight().isCut(), DUMP.substring(0, end));
        }
        assertFalse(read(DUMP).devices().getFirst().sight().isCut());
    }

    @Test
    void countsWhatIsMissing() {
        var lost = DUMP.replaceAll("(?m)^I:.* 3 Alt.*\n", "");

        assertEquals(
                Optional.of("the file is cut: 2 of 3 interfaces are in it"),
                read(lost).devices().getFirst().sight().gap());
    }

    @Test
    void saysWhichLineItDidNotUnderstand() {
        var dump = read(DUMP.replace("ProdID=0125", "ProdID=01x5"));

        assertEquals(List.of("line 3 was not understood: it should say Vendor=hhhh ProdID=hhhh"), dump.notes());
        assertEquals(
                Optional.of("the file does not show its ids"),
                dump.devices().getFirst().sight().gap());
    }

    @Test
    void takesTheActiveConfigurationAndWithoutStarsTheOneWithDrivers() {
        var two = DUMP.replace(
                "C:* #Ifs= 3",
                "C:  #Ifs= 1 Cfg#= 1\nI:  If#= 9 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=0e Prot=00 Driver=(none)\nC:* #Ifs= 3");
        var unmarked = two.replace(":*", ": ");
        var unbound = unmarked.replaceAll("Driver=.*", "Driver=(none)");

        assertEquals(words(read(DUMP)), words(read(two)));
        assertEquals(words(read(DUMP)), words(read(unmarked)));
        assertTrue(read(unbound).devices().getFirst().sight().gap().orElse("").contains("2 configurations"));
    }

    @Test
    void readsRawDescriptors() {
        var bytes = new byte[] {
            18,
            1,
            0,
            2,
            0,
            0,
            0,
            64,
            (byte) 0xd1,
            0x12,
            (byte) 0xdb,
            0x14,
            0,
            1,
            0,
            0,
            0,
            1, // device
            9,
            2,
            18,
            0,
            1,
            1,
            0,
            (byte) 0xc0,
            1, // configuration
            9,
            4,
            0,
            0,
            0,
            2,
            6,
            0,
            0 // interface
        };

        assertEquals("12d1:14db 0=02/06/00", words(PastedUsb.read(bytes)));
    }

    private static Stream<String[]> files() throws IOException {
        return Files.readAllLines(FOLDER.resolve("sources.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new));
    }

    private static UsbDump read(String text) {
        return PastedUsb.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(UsbDump dump) {
        return dump.devices().stream().map(PastedUsbTest::words).collect(Collectors.joining("; "));
    }

    private static String words(UsbDevice device) {
        var interfaces = device.interfaces().stream().map(PastedUsbTest::words).collect(Collectors.joining(" "));
        return device.id() + " " + (interfaces.isEmpty() ? "-" : interfaces)
                + device.sight().gap().map(gap -> " ~" + gap).orElse("");
    }

    private static String words(UsbInterface i) {
        return i.number() + "=" + i.triple().map(Object::toString).orElse("?")
                + i.driver().map(d -> "[" + d + "]").orElse("");
    }
}
