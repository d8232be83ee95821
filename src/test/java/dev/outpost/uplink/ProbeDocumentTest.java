package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtResponse;
import dev.outpost.dongle.Identity;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.SimCard;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeDocumentTest {
    private final UplinkChooser chooser = new UplinkChooser(ProfileBook.shipped());

    @Test
    void comesBackFromItsJsonAsItWas() {
        var written = Json.pretty(document(RecordedLayouts.all().getFirst()).toJson());
        var read = ProbeDocument.fromJson(Yaml.parse("probe.json", written).map());

        assertEquals(written, Json.pretty(read.toJson()));
    }

    @Test
    void writesNothingFoundAsTheContractSays() {
        var empty = new ProbeDocument(List.of(), Optional.empty(), Duration.ofMillis(12));

        assertEquals(
                "{\"schema\":\"outpost.probe/1\",\"dongles\":[],\"switched\":[],\"problem\":null,\"elapsedMs\":12}",
                Json.line(empty.toJson()));
    }

    @Test
    void refusesAnotherSchema() {
        assertThrows(
                ProblemException.class,
                () -> ProbeDocument.fromJson(
                        Yaml.parse("x", "{\"schema\":\"outpost.plan/1\"}").map()));
    }

    @Test
    void onABarePortTheModemsOwnWordsDecideAndAreNeverSure() {
        assertEquals(
                List.of("ncm likely", "ppp guess"),
                kinds(bare(Map.of(
                        AtCommand.MANUFACTURER, ok("huawei"),
                        AtCommand.HUAWEI_PORTS, ok("^SETPORT:FF;12,10,16"),
                        AtCommand.HUAWEI_NDIS, ok("^NDISSTATQRY: 0")))));
        assertEquals(
                List.of("qmi likely", "ppp guess"),
                kinds(bare(Map.of(AtCommand.QUECTEL_USBNET, ok("+QCFG: \"usbnet\",0")))));
        assertEquals(
                List.of("ecm likely", "ppp guess"),
                kinds(bare(Map.of(AtCommand.QUECTEL_USBNET, ok("+QCFG: \"usbnet\",1")))));
        assertEquals(
                List.of("mbim likely", "ppp guess"),
                kinds(bare(Map.of(AtCommand.QUECTEL_USBNET, ok("+QCFG: \"usbnet\",2")))));
        assertEquals(
                List.of("rndis likely", "ppp guess"),
                kinds(bare(Map.of(AtCommand.QUECTEL_USBNET, ok("+QCFG: \"usbnet\",3")))));
        assertEquals(List.of("ppp guess"), kinds(bare(Map.of(AtCommand.MANUFACTURER, ok("Unheard-of")))));
    }

    @Test
    void aMakerWithoutANameSpeaksAgainstNcm() {
        var ncm = chooser.choose(
                        bare(Map.of(AtCommand.MANUFACTURER, ok(), AtCommand.HUAWEI_NDIS, ok("^NDISSTATQRY: 0"))))
                .getFirst();

        assertEquals(
                "AT+CGMI names no maker, which OpenWrt's ncm handler needs",
                ncm.against().getFirst());
    }

    private List<String> kinds(ProbeReport report) {
        return chooser.choose(report).stream()
                .map(c -> c.kind() + " " + c.confidence().word())
                .toList();
    }

    private ProbeDocument document(RecordedLayouts.Recorded layout) {
        var dongle = LayoutTableTest.probe(layout.device(true));
        return new ProbeDocument(List.of(dongle), ProbeProblems.of(List.of(dongle), false), Duration.ofMillis(2140));
    }

    private static AtResponse ok(String... lines) {
        return new AtResponse.Ok(List.of(lines));
    }

    private static ProbeReport bare(Map<AtCommand, AtResponse> answers) {
        return new ProbeReport(
                Optional.empty(),
                Mode.MODEM,
                List.of(new ProbedPort("/dev/ttyUSB0", Optional.empty(), ProbedPort.Role.AT, "answers AT")),
                Identity.UNKNOWN,
                SimCard.UNKNOWN,
                Network.UNKNOWN,
                new LinkedHashMap<>(answers),
                Optional.empty(),
                ProbeReport.FROM_TABLES,
                List.of());
    }
}
