package dev.outpost.fuzz;

import dev.outpost.profile.ProfileBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Inputs that are right, for mutations to start from, and the words of each language, which chance would hardly find. */
record Seeds(List<byte[]> inputs, List<String> words, List<String> begins) {
    private static final Path TRANSCRIPTS = Path.of("src/bench/resources/dev/outpost/bench/dongles");

    private static final String IDS = "P:  Vendor=12d1 ProdID=1506\n";

    private static final String DUMP = """
            T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0
            D:  Ver= 2.10 Cls=00(>ifc ) Sub=00 Prot=00 MxPS=64 #Cfgs=  2
            P:  Vendor=12d1 ProdID=1506 Rev= 1.02
            S:  Manufacturer=HUAWEI_MOBILE
            S:  Product=HUAWEI_MOBILE
            C:* #Ifs= 2 Cfg#= 1 Atr=80 MxPwr=500mA
            I:* If#= 0 Alt= 0 #EPs= 3 Cls=ff(vend.) Sub=02 Prot=12 Driver=option
            E:  Ad=81(I) Atr=03(Int.) MxPS=  10 Ivl=32ms
            I:* If#=0x2 Alt= 0 #EPs= 1 Cls=ff(vend.) Sub=02 Prot=16 Driver=huawei_cdc_ncm
            """;

    static Seeds of(FuzzTarget target) {
        return switch (target) {
            case AT -> new Seeds(transcripts(), AT_WORDS, List.of("", "+QNWINFO: 1,2,"));
            case DESCRIPTORS ->
                new Seeds(
                        List.of(DESCRIPTORS),
                        List.of("\u0009\u0004", "\u0007\u0005", "\u0000", "\u00ff\u0004"),
                        List.of(""));
            case USB_TEXT ->
                new Seeds(
                        List.of(bytes(DUMP)), DUMP_WORDS, List.of("", IDS + "T:  ", IDS + "I:* If#= 0 ", IDS + "S:  "));
            case SYSFS -> new Seeds(List.of(bytes(DUMP)), DUMP_WORDS, List.of(""));
            case PROFILE -> new Seeds(profiles(), YAML_WORDS, List.of("", "profile: x\nmatch:\n"));
            case YAML -> new Seeds(profiles(), YAML_WORDS, List.of("", "a: ", "- \""));
        };
    }

    private static final byte[] DESCRIPTORS = HexFormat.of()
            .parseHex(
                    "12010002000000400612d1120615020102030102".substring(0, 36)
                            + "0902370002010080fa0904000003ff0212000705810310002007058202000200070501020002000904020001ff0216000705830310000a");

    private static final List<String> AT_WORDS = List.of(
            "\r\nOK\r\n",
            "\r\nERROR\r\n",
            "+CME ERROR: ",
            "+CSIM: 4,\"63C3\"",
            "+CSIM: 144,\"",
            "^HCSQ:\"LTE\",",
            "+CSQ: ",
            "+CESQ: ",
            "+CPIN: SIM PIN",
            "+CRSM: 144,0,\"",
            "^DHCP:",
            "+CGPADDR: 1,\"IPV4:",
            "+CGCONTRDP: ",
            "+CREG: ",
            "+QENG: \"servingcell\",",
            "+CPSI: LTE,Online,",
            "^SETPORT:",
            ";",
            "\"",
            ",",
            "0x",
            "8991100000000000034",
            "404100000000001",
            "861821034567890",
            "999999999",
            "2147483648",
            "-1",
            "\0",
            "~\u00ff}#",
            "$GPGGA,",
            "0\r",
            "\u001b[2J",
            "AT+CGMI\r",
            "1.2.3.4.",
            "NR",
            "LTE BAND ");

    private static final List<String> DUMP_WORDS = List.of(
            "T:  Bus=",
            "Lev=01 ",
            "Prnt=",
            "Port=",
            "Vendor=12d1 ProdID=1506",
            "If#=",
            "0x",
            "Cls=ff",
            "Sub=",
            "Prot=",
            "Driver=",
            "Cls=09(hub",
            "99999",
            "\n",
            "I:*",
            "#EPs=",
            "MxPwr=",
            "Bus=1 Lev=1 Prnt=1 ",
            "Cls=ff Sub=ff ",
            "usb1",
            "ttyUSB0",
            "480",
            "500mA",
            "ff",
            "/",
            "..");

    private static final List<String> YAML_WORDS = List.of(
            "- ",
            "{",
            "[",
            "]",
            "}",
            "&a ",
            "*a",
            "!!",
            "|",
            ">",
            "---",
            "...",
            "? ",
            ": ",
            "#",
            "\"",
            "'",
            "\n",
            "    ",
            "\t",
            "profile: ",
            "match:",
            "vid: ",
            "pid: ",
            "0x",
            "99999999999",
            "%YAML 1.2",
            "<<: ",
            "~",
            "\\u0000",
            "\ufeff");

    private static List<byte[]> transcripts() {
        try (var files = Files.walk(TRANSCRIPTS)) {
            return files.filter(f -> f.toString().endsWith(".transcript"))
                    .map(Seeds::read)
                    .flatMap(Seeds::answers)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers of a dongle's data file as bytes on the wire. */
    private static Stream<byte[]> answers(String transcript) {
        return transcript
                .lines()
                .filter(line -> line.startsWith("AT") && line.length() > 20)
                .map(line -> bytes("\r\n" + line.substring(16).strip().replace("\\n", "\r\n") + "\r\n"));
    }

    private static List<byte[]> profiles() {
        return ProfileBook.names().stream()
                .filter(name -> name.startsWith("dongles/"))
                .map(name -> bytes(ProfileBook.source(name)))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
