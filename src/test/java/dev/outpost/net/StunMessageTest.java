package dev.outpost.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5769's test vectors, and what must not be taken for an answer. */
class StunMessageTest {
    private static final String ID = "b7e7a701bc34d686fa87dfae";

    /** Section 2.2. */
    private static final String IPV4 = "0101003c2112a442" + ID + "8022000b7465737420766563746f7220"
            + "002000080001a147e112a643" + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96";

    /** Section 2.3. */
    private static final String IPV6 = "010100482112a442" + ID + "8022000b7465737420766563746f7220"
            + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c";

    @ParameterizedTest
    @ValueSource(strings = {IPV4, IPV6})
    void theVectorsAreWhole(String vector) {
        var packet = hex(vector);
        var crc = new CRC32();
        crc.update(packet, 0, packet.length - 8);

        var fingerprint = HexFormat.of().toHexDigits((int) (crc.getValue() ^ 0x5354554eL));

        assertEquals(vector.substring(vector.length() - 8), fingerprint);
    }

    @Test
    void readsAnAddressOfEachFamily() {
        assertEquals(Optional.of(new StunMessage("192.0.2.1", 32853)), StunMessage.answer(hex(IPV4), hex(ID)));
        assertEquals(
                Optional.of(new StunMessage("2001:db8:1234:5678:11:2233:4455:6677", 32853)),
                StunMessage.answer(hex(IPV6), hex(ID)));
    }

    @Test
    void readsTheBareAddressOfAnOldServer() {
        var old = hex("0101000c2112a442" + ID + "000100080001ea60cb007107");

        assertEquals(Optional.of(new StunMessage("203.0.113.7", 60000)), StunMessage.answer(old, hex(ID)));
    }

    @Test
    void asksWithTwentyOctets() {
        assertArrayEquals(hex("000100002112a442" + ID), StunMessage.request(hex(ID)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0101000c2112a442" + ID, // cut
                "0101000c2112a443" + ID + "002000080001a147e112a643", // another cookie
                "0111000c2112a442" + ID + "002000080001a147e112a643", // an error
                "0001000c2112a442" + ID + "002000080001a147e112a643", // a request
                "0101000c2112a442" + "000000000000000000000000" + "002000080001a147e112a643", // another's
                "0101000c2112a442" + ID + "00200ff80001a147e112a643", // an attribute beyond the end
                "0101000c2112a442" + ID + "002000080003a147e112a643", // a family that nobody knows
                "010100082112a442" + ID + "002000040001a147", // too short
                "01010000" + "2112a442" + ID,
                "48545450"
            })
    void takesNothingElse(String packet) {
        assertEquals(Optional.empty(), StunMessage.answer(hex(packet), hex(ID)));
    }

    @Test
    void noCutOfAnAnswerIsOne() {
        var whole = hex(IPV4);
        for (var length = 0; length < whole.length; length++) {
            assertEquals(Optional.empty(), StunMessage.answer(Arrays.copyOf(whole, length), hex(ID)));
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
