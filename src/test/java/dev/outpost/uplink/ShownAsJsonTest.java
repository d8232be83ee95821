package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.schema.Schema;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAsJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            12d1:1f01 | 08/06/50                 | profile | HuaweiNewMode | switches   | -
            04e8:689a | 08/06/50                 | table   | Message       | switches   | -
            0408:ea25 | 08/06/50                 | table   | QuantaMode    | leaves out | -
            19d2:0557 | 08/06/50                 | nobody  | -             | has none   | -
            04e8:6863 | e0/01/03 0a/00/00        | -       | -             | -          | telephone
            0525:a4a1 | 02/0d/00 0a/00/01        | -       | -             | -          | computer
            05ac:12a8 | 06/01/01 ff/fe/02 ff/fd/01 | -     | -             | -          | apple
            12d1:14dc | 02/06/00 0a/00/00        | -       | -             | -          | -
            """)
    void saysWhatADiskWillBeAndWhatATelephoneIs(
            String id, String interfaces, String known, String kind, String onRouter, String phone) {
        var document = new ProbeDocument(
                List.of(LayoutTableTest.probe(device(id, interfaces.split(" ")))), Optional.empty(), Duration.ZERO);

        var json = Json.pretty(document.toJson());

        assertEquals(List.of(), Schema.errors("probe", json));
        var dongle = Yaml.parse("out", json).map().maps("dongles").getFirst();
        var disk = dongle.map("switch");
        assertEquals(Optional.ofNullable(known), disk.flatMap(s -> s.string("known")));
        assertEquals(Optional.ofNullable(kind), disk.flatMap(s -> s.string("kind")));
        assertEquals(Optional.ofNullable(onRouter), disk.flatMap(s -> s.string("onRouter")));
        assertEquals(Optional.ofNullable(phone), dongle.map("phone").flatMap(p -> p.string("sort")));
    }

    private static UsbDevice device(String id, String... triples) {
        return new UsbDevice(
                "1-1",
                id.substring(0, 4),
                id.substring(5),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(500),
                IntStream.range(0, triples.length)
                        .mapToObj(n -> UsbInterface.unbound(n, Triple.parse(triples[n]), 2))
                        .toList());
    }
}
