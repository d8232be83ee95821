package dev.outpost.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {
    /** Written after RFC 1035: id 1234, an authoritative answer; alias a.example is b.example, whose name points back into the question. */
    private static final String ANSWER = "1234 8400 0001 0002 0000 0000"
            + " 0161 07 6578616d706c65 00 0001 0001" // a.example A IN
            + " c00c 0005 0001 0000012c 0004 0162 c00e" // CNAME b + example
            + " 0162 c00e 0001 0001 0000012c 0004 cb00710a"; // b.example A 203.0.113.10

    @Test
    void readsAddressesAndNamesThatPointBack() {
        var answer = DnsMessage.answer(bytes(ANSWER), 0x1234).orElseThrow();

        assertEquals(List.of("203.0.113.10"), answer.values(DnsMessage.Type.A));
        assertEquals(List.of("b.example"), answer.values(DnsMessage.Type.CNAME));
        assertTrue(answer.authoritative());
        assertEquals(0, answer.code());
    }

    @Test
    void asksAsTheStandardSays() {
        assertEquals(
                "123401000001000000000000016107" + "6578616d706c650000010001",
                HexFormat.of().formatHex(DnsMessage.question(0x1234, "a.example", DnsMessage.Type.A, true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "1235 8400 0000 0000 0000 0000", // another question's
                "1234 0400 0000 0000 0000 0000", // a question
                "1234 8400 0001 0000 0000 0000 c00c 0001 0001", // a name that points to itself
                "1234 8400 0000 0001 0000 0000 00 0001 0001 00000000 0004 cb", // cut short
                "1234 8400 0000 0001 0000 0000 00 0001 0001 00000000 ffff cb00710a",
                "1234 8400 0000 0001 0000 0000 00 0001 0001 00000000 0003 cb0071", // an address of three octets
                "1234 8400 0001 0000 0000 0000 ffff 0001 0001", // points behind the end
            })
    void takesNothingElse(String hex) {
        assertEquals(Optional.empty(), DnsMessage.answer(bytes(hex), 0x1234));
    }

    @Test
    void survivesAnyBytes() {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var some = bytes(ANSWER);
            for (var n = random.nextInt(6); n >= 0; n--) {
                some[2 + random.nextInt(some.length - 2)] = (byte) random.nextInt();
            }
            var cut = Arrays.copyOf(some, random.nextInt(some.length + 1));

            assertTrue(DnsMessage.answer(cut, 0x1234)
                    .map(answer -> answer.records().size() < 1 << 16)
                    .orElse(true));
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
