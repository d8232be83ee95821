package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.shell.Wire.Question;
import dev.outpost.shell.Wire.Said;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers written from the specification and from what finders of others describe. */
class DiscoveryTest {
    private static final String SADP = """
            <?xml version="1.0" encoding="utf-8"?>
            <ProbeMatch><Uuid>1F9B2A6C-4E1D-4F5A-9C3E-7A2B5D8E0C11</Uuid><Types>inquiry</Types><DeviceType>139521</DeviceType>
            <DeviceDescription>DS-2CD1321-I & more</DeviceDescription><DeviceSN>DS-2CD1321-I20190221AAWRC00000000</DeviceSN>
            <MAC>44-47-CC-00-11-22</MAC><IPv4Address>192.168.1.64</IPv4Address><IPv4Gateway>0.0.0.0</IPv4Gateway><DHCP>false</DHCP>
            <SoftwareVersion>V5.5.82build 190910</SoftwareVersion><Activated>false</Activated><Unheard>of</Unheard></ProbeMatch>
            """;

    private static final String ONVIF = """
            <?xml version="1.0" encoding="UTF-8"?>
            <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><d:ProbeMatches><d:ProbeMatch><wsa:EndpointReference>
            <wsa:Address>urn:uuid:4e1d2a00-1dd2-11b2-b8a1-4447cc001122</wsa:Address></wsa:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>
            <d:Scopes>onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/hardware/DS%2D2CD1321%2DI onvif://www.onvif.org/name/HIKVISION</d:Scopes>
            <d:XAddrs>http://203.0.113.66/onvif/device_service http://0.0.0.0:80/onvif</d:XAddrs></d:ProbeMatch></d:ProbeMatches></env:Body></env:Envelope>
            """;

    @Test
    void knowsACameraThatIsNotActivatedThoughItsNetworkIsAnother() {
        var found = only(new Said("10.1.1.5", SADP));

        assertEquals(Ipv4.of("192.168.1.64"), found.address());
        assertEquals(Optional.of("44:47:cc:00:11:22"), found.mac());
        assertEquals(Optional.of("Hikvision"), found.maker());
        assertEquals(Optional.of("V5.5.82 build 190910"), found.firmware());
        assertEquals(Optional.of(false), found.activated());
        assertTrue(found.paste().contains("setup: {viewer: onvif}"), found::paste);
    }

    /** Whoever answers says where others are: nobody is asked there. */
    @Test
    void isNeverLedToAnotherHost() {
        var found = only(new Said("192.168.1.64", ONVIF));

        assertEquals(Ipv4.of("192.168.1.64"), found.address());
        assertEquals(Optional.of("DS-2CD1321-I"), found.model());
        assertEquals(Optional.of("44:47:cc:00:11:22"), found.mac());
        assertEquals(Optional.of(true), found.onvif());
    }

    @Test
    void makesOneRowOfTwoAnswers() {
        var found = only(new Said("192.168.1.64", ONVIF), new Said("192.168.1.64", SADP));

        assertEquals(List.of("sadp", "ws-discovery"), found.by());
        assertEquals(Optional.of("V5.5.82 build 190910"), found.firmware());
    }

    /** Heard from one address, named by itself at another: where it says that it is, it is. */
    @Test
    void makesOneRowOfACameraThatIsHeardFromTwoAddresses() {
        var found = only(new Said("169.254.7.7", ONVIF), new Said("169.254.7.7", SADP));

        assertEquals(Ipv4.of("192.168.1.64"), found.address());
        assertEquals(List.of("sadp", "ws-discovery"), found.by());
    }

    @Test
    void makesTwoRowsOfTwoFreshCamerasThatHaveOneAddress() {
        var found = Discovery.heard(
                List.of(new Said("192.168.1.64", SADP), new Said("192.168.1.64", SADP.replace("11-22", "11-23"))));

        assertEquals(
                List.of("44:47:cc:00:11:22", "44:47:cc:00:11:23"),
                found.stream().map(camera -> camera.mac().orElseThrow()).toList());
        assertTrue(found.stream().allMatch(camera -> camera.address().equals(Ipv4.of("192.168.1.64"))));
    }

    static List<String> nobody() {
        return List.of(
                "",
                "\0\0\0\0",
                "<Probe><Uuid>1</Uuid><Types>inquiry</Types></Probe>",
                ONVIF.replace("onvif", "print"),
                "<ProbeMatch><Types>update</Types></ProbeMatch>",
                "<ProbeMatch>" + "<a>".repeat(3_000_000),
                "<ProbeMatch><Types>inquiry</Types>" + "x".repeat(10 << 20) + "</ProbeMatch>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ProbeMatch><Types>&x;</Types></ProbeMatch>");
    }

    @ParameterizedTest
    @MethodSource("nobody")
    void takesNobodyForACameraAndNoLongTime(String answer) {
        var start = work();

        assertEquals(List.of(), Discovery.heard(List.of(new Said("192.168.1.9", answer))));
        assertTrue(work() - start < Duration.ofSeconds(2).toNanos());
    }

    /** What this thread has had of a processor, in nanoseconds: a busy computer gives it later, not more. */
    private static long work() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void readsNoFileThatAnEntityNames() {
        var evil = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                + SADP.replace("139521", "&x;").replace("DS-2CD1321-I & more", "&x;");

        assertEquals(Optional.of("&x;"), only(new Said("192.168.1.64", evil)).model());
    }

    @Test
    void asksInBothFormsAndChangesNothing() {
        var questions = Discovery.questions();

        assertEquals(
                List.of(3702, 3702, 37020),
                questions.stream().map(Question::port).toList());
        assertTrue(questions.getLast().isBound() && questions.getLast().text().contains("<Types>inquiry</Types>"));
    }

    private static FoundCamera only(Said... said) {
        var found = Discovery.heard(List.of(said));
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }
}
