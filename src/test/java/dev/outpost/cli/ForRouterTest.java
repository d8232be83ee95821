package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
            ''              ~ --for-router names no board        ~ outpost probe --for-router generic
            @24.10          ~ --for-router names no board        ~ it is BOARD or BOARD@RELEASE
            x86-64@99.99    ~ nothing is known of OpenWrt '99.99' ~ known: 17.01 (roughly), 18.06 (roughly), 19.07 (roughly), 21.02 (roughly), 22.03 (roughly), 23.05, 24.10, 25.12
            x86-64@         ~ nothing is known of OpenWrt        ~ outpost probe --for-router x86-64@25.12
            no such thing@x ~ nothing is known of OpenWrt 'x'    ~ outpost probe --for-router no such thing@25.12
            """)
    void refusesWhatNeverWasAndLooksAtNothing(String word, String what, String next) {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("probe", "--for-router", word, "--port", "/dev/ttyUSB0"));

        assertTrue(oneLine(typed.err).contains(what), typed.err);
        assertTrue(oneLine(typed.err).contains(next), typed.err);
        assertEquals(List.of(), typed.outside.contacted);
    }

    /** The newest release where none is named; a board by part of its name, whatever the case, blanks and marks, with or without the maker. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            tplink,tl-mr3020v3       ~ On TP-Link TL-MR3020 v3 with OpenWrt 25.12
            TL-MR3020 v3             ~ On TP-Link TL-MR3020 v3 with OpenWrt 25.12
            miwifi mini              ~ On Xiaomi MiWiFi Mini with OpenWrt 25.12
            xiaomi,miwifi-mini@24.10 ~ OpenWrt's lists say ramips/mt7620, an image of at most 15872 KiB, with kmod-usb2 kmod-usb-ohci
            Xiaomi MiWiFi            ~ what is free after flashing is not known
            GL-MT300N                ~ On GL.iNet GL-MT300N with OpenWrt 25.12
            gl-mt300n-v2             ~ On GL.iNet GL-MT300N-V2 (Mango) with OpenWrt 25.12
            mr3020                   ~ which one is meant? tplink,tl-mr3020-v1, tplink,tl-mr3020-v3
            wr902ac@24.10.3          ~ On one of 3 routers called 'wr902ac' with OpenWrt 24.10
            tplink,tl-mr3020-v4      ~ did you mean tplink,tl-mr3020-v3 or
            mr3021                   ~ did you mean tplink,tl-mr3020-v3 or
            miwfi mini               ~ did you mean xiaomi,miwifi-mini
            no such thing            ~ no board is called 'no such thing'
            no such thing@21.02      ~ OpenWrt 21.02 is past its end, 21.02.7 was the last (Linux 5.4, opkg): judged by the tables of 23.05
            netgear,r6220@SNAPSHOT   ~ what will be released is not known: judged by the tables of 25.12
            netgear,r6220@22.03.5    ~ works if what the tables of 23.05 say holds for 22.03 too
            routerich,ax3000@22.03   ~ OpenWrt 22.03 has an image for it (its lists have one in 23.05, 24.10, 25.12)
            hilink,hlk-7628n         ~ the board has a USB port: its image holds no driver for one
            """)
    void narrowsTheAnswerByWhatIsNotKnown(String word, String says) throws IOException {
        run("probe", "--usb-devices", hiLink(), "--for-router", word);

        assertTrue(oneLine(out).contains(says), out);
        assertTrue(out.contains("12d1:14dc"), "the dongle's own answer stays: " + out);
        run("probe", "--usb-devices", hiLink(), "--for-router", word, "--format", "json");
        assertEquals(List.of(), Schema.errors("probe", out));
    }

    private String hiLink() throws IOException {
        return Files.writeString(folder.resolve("hilink.txt"), """
                T:  Bus=01 Lev=01 Prnt=01 Port=00 Cnt=01 Dev#=  3 Spd=480  MxCh= 0
                D:  Ver= 2.00 Cls=02(comm.) Sub=00 Prot=00 MxPS=64 #Cfgs=  1
                P:  Vendor=12d1 ProdID=14dc Rev= 1.02
                C:* #Ifs= 2 Cfg#= 1 Atr=80 MxPwr=500mA
                I:* If#= 0 Alt= 0 #EPs= 1 Cls=02(comm.) Sub=06 Prot=00 Driver=cdc_ether
                I:* If#= 1 Alt= 0 #EPs= 2 Cls=0a(data ) Sub=00 Prot=00 Driver=cdc_ether
                """).toString();
    }

    @Test
    void answersForEachDongleOfADumpInWords() throws IOException {
        run("probe", "--usb-devices", dump(), "--for-router", "glinet,gl-mt300n-v2@23.05");

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
        var program = new InProcess(
                folder.resolve("laptop"),
                Map.of("XDG_STATE_HOME", folder.toString()),
                false,
                80,
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Wiring());
        var exit = program.run(words);
        out = program.out;
        return exit;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
