package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.profile.Yaml;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForRouterTest {
    private static final String TWO = """
            T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0
            D:  Ver= 2.00 Cls=ef(misc ) Sub=02 Prot=01 MxPS=64 #Cfgs=  1
            P:  Vendor=1bbb ProdID=0195 Rev= 3.18
            S:  Manufacturer=Alcatel
            S:  Product=MobileBroadBand
            C:* #Ifs= 2 Cfg#= 1 Atr=80 MxPwr=500mA
            I:* If#= 0 Alt= 0 #EPs= 1 Cls=e0(wlcon) Sub=01 Prot=03 Driver=rndis_host
            I:* If#= 1 Alt= 0 #EPs= 2 Cls=0a(data ) Sub=00 Prot=00 Driver=rndis_host

            T:  Bus=01 Lev=01 Prnt=01 Port=01 Cnt=02 Dev#=  4 Spd=480  MxCh= 0
            D:  Ver= 2.10 Cls=00(>ifc ) Sub=00 Prot=ff MxPS=64 #Cfgs=  1
            P:  Vendor=12d1 ProdID=1506 Rev= 1.02
            C:* #Ifs= 2 Cfg#= 1 Atr=80 MxPwr=  2mA
            I:* If#= 0 Alt= 0 #EPs= 2 Cls=ff(vend.) Sub=03 Prot=12 Driver=option
            I:* If#= 1 Alt= 1 #EPs= 3 Cls=ff(vend.) Sub=03 Prot=16 Driver=huawei_cdc_ncm
            """;

    @TempDir
    Path folder = Path.of("");

    private String out = "";

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            tplink,tl-mr3020v3         ~ no router profile is called          ~ the nearest is tplink,tl-mr3020-v3; known:
            ''                         ~ no router profile is called          ~ known: avm,fritzbox-4040
            x86-64@22.03               ~ nothing is known of OpenWrt '22.03'  ~ known: 23.05, 24.10, 25.12
            x86-64@                    ~ nothing is known of OpenWrt          ~ outpost probe --for-router x86-64@25.12
            """)
    void saysWhatIsKnownWhereTheRouterIsNotAndLooksAtNothing(String word, String what, String next) {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("probe", "--for-router", word, "--port", "/dev/ttyUSB0"));

        assertTrue(oneLine(typed.err).contains(what), typed.err);
        assertTrue(oneLine(typed.err).contains(next), typed.err);
        assertEquals(List.of(), typed.outside.contacted);
    }

    @Test
    void answersForEachDongleOfADumpInWords() throws IOException {
        run("probe", "--usb-devices", dump(), "--for-router", "glinet,gl-mt300n-v2");

        assertTrue(out.contains("On GL.iNet GL-MT300N-V2 (Mango) with OpenWrt 23.05"), out);
        assertTrue(oneLine(out).contains("works if the router's LAN leaves 192.168.1.0/24 (from tables only)"), out);
        assertTrue(oneLine(out).contains("works if the ncm handler is cured"), out);
        assertTrue(oneLine(out).contains("addresses collide in 192.168.1.0/24"), out);
        assertTrue(out.contains("openwrt/openwrt#17448"), out);
        assertTrue(out.contains("1 USB port, 2 Ethernet ports"), out);
        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
    }

    @Test
    void answersForEachDongleOfADumpInItsDocument() throws IOException {
        var exit = run("probe", "--usb-devices", dump(), "--for-router", "x86-64@24.10.8", "--format", "json");
        var asked = out;
        var bare = run("probe", "--usb-devices", dump(), "--format", "json");

        assertEquals(bare, exit, "the exit code is the probe's");
        assertEquals(List.of(), Schema.errors("probe", asked));
        var dongles = Yaml.parse("out", asked).map().maps("dongles");
        assertEquals(2, dongles.size());
        var fit = dongles.getLast().require("router").map();
        assertEquals("24.10", fit.requireString("release"));
        assertEquals("works if", fit.require("verdict").map().requireString("word"));
        assertEquals(List.of(), Schema.errors("probe", out));
        assertTrue(Yaml.parse("out", out).map().maps("dongles").stream()
                .allMatch(
                        d -> d.values().containsKey("router") && d.get("router").isEmpty()));
    }

    private String dump() throws IOException {
        return Files.writeString(folder.resolve("dump.txt"), TWO).toString();
    }

    private Exit run(String... words) {
        var stdout = new ByteArrayOutputStream();
        var around = new Surroundings(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                false,
                true,
                80,
                Map.of("XDG_STATE_HOME", folder.toString()),
                what -> Optional.empty(),
                what -> Optional.empty(),
                folder.resolve("laptop"),
                Clock.systemUTC(),
                new Wiring());
        var exit = new Program(around).run(List.of(words));
        out = stdout.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
