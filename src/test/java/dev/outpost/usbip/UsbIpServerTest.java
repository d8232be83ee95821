package dev.outpost.usbip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.dongle.SimulatedDongle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsbIpServerTest {
    private static final String DEVICE = "8006000100001200";
    private static final int STALL = -32;

    private UsbIpServer server;
    private TestHost host;

    @BeforeEach
    void starts() throws IOException {
        server = UsbIpServer.start();
        host = new TestHost(server.address());
    }

    @AfterEach
    void ends() throws IOException {
        host.close();
        server.close();
    }

    private void plugged(String name) throws IOException {
        server.plug("1-1", SimulatedDongle.load(name));
        host.imports("1-1");
    }

    @Test
    void listsWhatIsPluggedIn() throws IOException {
        server.plug("1-1", SimulatedDongle.load("huawei-hilink"));

        host.ask("0111 8005 00000000");

        assertEquals("011100050000000000000001", HexFormat.of().formatHex(host.read(12)));
        var device = ByteBuffer.wrap(host.read(312));
        assertEquals(0x12d114dc, device.getInt(300));
        assertEquals("020600000a00000008065000", HexFormat.of().formatHex(host.read(12)));
    }

    @Test
    void givesTheDeviceWithBusNumberDeviceNumberAndSpeed() throws IOException {
        server.plug("1-1", SimulatedDongle.load("huawei-e3372h-607"));

        var reply = ByteBuffer.wrap(host.imports("1-1"));

        assertEquals(0x01110003, reply.getInt(0));
        assertEquals(0, reply.getInt(4));
        assertEquals(1, reply.getInt(296));
        assertEquals(2, reply.getInt(300));
        assertEquals(3, reply.getInt(304));
        assertEquals(0x12d11506, reply.getInt(308));
    }

    @Test
    void answersWhoAsksForAnEmptySocketOnceSomethingIsPluggedIn() throws Exception {
        var asking = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return host.imports("1-1").length;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        server.plug("1-1", SimulatedDongle.load("huawei-hilink"));

        assertEquals(320, asking.get(3, java.util.concurrent.TimeUnit.MINUTES));
    }

    @Test
    void describesTheDevice() throws IOException {
        plugged("huawei-e3372h-607");

        assertEquals(
                "12010002" + "000000" + "40" + "d1120615" + "0201",
                host.control(DEVICE).hex().substring(0, 28));
        assertEquals(STALL, host.control("8006000600000a00").status()); // qualifier: full speed knows nothing else
        assertEquals("04030904", host.control("800600030000ff00").hex());
    }

    @Test
    void theConfigurationIsAsLongAsItSaysAndHasAllInterfaces() throws IOException {
        plugged("huawei-e398");

        var all = host.control("800600020000ff01").data();

        assertEquals(all.length, (all[2] & 0xff) | (all[3] & 0xff) << 8);
        assertEquals(7, all[4]);
        int interfaces = 0;
        for (int at = 0; at < all.length; at += all[at]) {
            interfaces += all[at + 1] == 4 ? 1 : 0;
        }
        assertEquals(7, interfaces);
    }

    @Test
    void aSerialInterfaceSpeaksAtOverItsBulkPair() throws IOException {
        plugged("huawei-e3372h-607");
        int in = 1;
        int out = 1;

        host.write(out, "AT+CGMI\r".getBytes(StandardCharsets.US_ASCII));

        assertTrue(host.reads(in, "OK\r\n").contains("\r\nhuawei\r\n"));
    }

    @Test
    void aReadWithoutDataWaitsAndCanBeTakenBack() throws IOException {
        plugged("huawei-e3372h-607");
        int waiting = host.wants(1, 512);

        host.unlink(waiting);

        var answer = host.answer(false);
        assertEquals(4, answer.command());
        assertEquals(-104, answer.status());
    }

    @Test
    void unpluggingHangsUp() throws IOException {
        plugged("huawei-hilink");

        server.unplug("1-1");

        assertTrue(host.isHungUp());
    }

    @Test
    void rndisAnswersItsFirstMessageWithAVersionAndAFrameSize() throws IOException {
        plugged("alcatel-ik40");

        var message = HexFormat.of().parseHex("020000001800000007000000010000000000000000080000");
        host.send("2100000000001800", message);
        var reply = host.control("a101000000000004").hex();

        assertTrue(reply.startsWith("02000080" + "34000000" + "07000000" + "00000000" + "01000000"), reply);
        assertEquals(2 * 0x34, reply.length());
    }

    @Test
    void aDiskAnswersAnInquiryAndTellsItsStatus() throws IOException {
        plugged("nasty-storage");

        host.write(1, command("01000000", 36, 0x80, "120000002400"));

        assertTrue(read(36).contains("HUAWEI  Mass Storage"));
        assertEquals("55534253" + "01000000" + "00000000" + "00", HexFormat.of().formatHex(bytes(13)));
    }

    @Test
    void theSwitchMessageMakesTheDiskLeaveAndAModemCome() throws IOException {
        plugged("nasty-storage");

        host.write(1, HexFormat.of().parseHex("55534243123456780000000000000011062000000101000100000000000000"));
        assertEquals("555342531234567800000000" + "00", HexFormat.of().formatHex(bytes(13)));

        assertTrue(host.isHungUp());
        try (var again = new TestHost(server.address())) {
            assertEquals(0x12d11506, ByteBuffer.wrap(again.imports("1-1")).getInt(308));
        }
    }

    private byte[] bytes(int length) throws IOException {
        host.wants(1, length);
        return host.answer(true).data();
    }

    private String read(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.US_ASCII);
    }

    /** A command block wrapper: tag, how much is wanted, direction, the block. */
    private static byte[] command(String tag, int wanted, int flags, String block) {
        var hex = "55534243" + tag + "%02x000000".formatted(wanted) + "%02x00".formatted(flags)
                + "%02x".formatted(block.length() / 2) + block;
        return HexFormat.of().parseHex(hex + "0".repeat(62 - hex.length()));
    }
}
