package dev.outpost.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.shell.Wire.Question;
import dev.outpost.shell.Wire.Said;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is asked of everybody on a wire, and what the answers tell: WS-Discovery (OASIS 1.0, as ONVIF uses it) and Hikvision's SADP. */
public final class Discovery {
    private static final String GROUP = "239.255.255.250";
    private static final int WS = 3702;
    private static final int SADP = 37_020;
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** Hikvision ends the address of an endpoint with its MAC. */
    private static final Pattern ENDPOINT = Pattern.compile("urn:uuid:[0-9a-fA-F-]{24}([0-9a-fA-F]{12})");

    private Discovery() {}

    /** Both forms of the probe, since some cameras answer only to one of them, and SADP's inquiry, which changes nothing. */
    public static List<Question> questions() {
        return List.of(
                ws("<d:Types /><d:Scopes />"),
                ws(
                        "<d:Types xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\">dn:NetworkVideoTransmitter</d:Types>"),
                new Question(
                        GROUP,
                        SADP,
                        true,
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Probe><Uuid>"
                                + UUID.randomUUID().toString().toUpperCase(Locale.ROOT)
                                + "</Uuid><Types>inquiry</Types></Probe>"));
    }

    private static Question ws(String wanted) {
        return new Question(
                GROUP,
                WS,
                false,
                "<?xml version=\"1.0\" ?><s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\">"
                        + "<s:Header xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\">"
                        + "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>urn:uuid:"
                        + UUID.randomUUID()
                        + "</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header>"
                        + "<s:Body><d:Probe xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\">" + wanted
                        + "</d:Probe></s:Body></s:Envelope>");
    }

    /** The cameras among those who answered, one row each; one that names its own address is believed before one that was only heard from. */
    public static List<FoundCamera> heard(List<Said> answers) {
        return together(answers.stream()
                .flatMap(Discovery::camera)
                .sorted(Comparator.comparing(camera -> !camera.by().contains("sadp")))
                .toList());
    }

    /** One row for each MAC, and for each address where none is known; a camera without an answer of its own stays as it was found. */
    public static List<FoundCamera> together(List<FoundCamera> all) {
        var rows = new ArrayList<FoundCamera>();
        for (var camera : all) {
            var same = rows.stream().filter(camera::isSameAs).findFirst();
            if (same.isPresent()) {
                rows.set(rows.indexOf(same.get()), same.get().and(camera));
            } else {
                rows.add(camera);
            }
        }
        return rows;
    }

    private static Stream<FoundCamera> camera(Said said) {
        var answer = new Xml(said.text());
        var from = Ipv4.parse(said.from());
        if (from.isEmpty() || !answer.text().contains("ProbeMatch")) {
            return Stream.empty(); // our own question, or no answer to it
        }
        return answer.text().contains("XAddrs") || answer.text().contains("EndpointReference")
                ? onvif(from.get(), answer).stream()
                : sadp(from.get(), answer).stream();
    }

    /** Printers and Windows answer too. Its XAddrs may name any host: only the sender is asked. */
    private static Optional<FoundCamera> onvif(Ipv4 from, Xml answer) {
        var scopes = answer.element("Scopes").orElse("");
        if (!scopes.contains("onvif")) {
            return Optional.empty();
        }
        var mac = answer.element("Address")
                .map(ENDPOINT::matcher)
                .filter(Matcher::matches)
                .map(found -> FoundCamera.mac(found.group(1).replaceAll("(..)(?=.)", "$1:")))
                .filter(known -> FoundCamera.maker(known).isPresent());
        return Optional.of(new FoundCamera(
                from,
                mac,
                mac.flatMap(FoundCamera::maker).or(() -> scope(scopes, "name")),
                scope(scopes, "hardware"),
                Optional.empty(),
                Optional.of(true),
                Optional.of(true),
                List.of("ws-discovery")));
    }

    private static Optional<String> scope(String scopes, String kind) {
        var start = "onvif://www.onvif.org/" + kind + "/";
        return Arrays.stream(scopes.split("\\s+"))
                .filter(scope -> scope.startsWith(start))
                .map(scope -> scope.substring(start.length()))
                .flatMap(Discovery::decoded)
                .map(Reply::printable)
                .findFirst();
    }

    private static Stream<String> decoded(String word) {
        try {
            return Stream.of(URLDecoder.decode(word, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException nonsense) {
            return Stream.empty();
        }
    }

    /** It answers across networks: its own address is the one that it names, where it is a host's. */
    private static Optional<FoundCamera> sadp(Ipv4 from, Xml answer) {
        if (!answer.says("Types", "inquiry")) {
            return Optional.empty();
        }
        var address = answer.element("IPv4Address")
                .flatMap(Ipv4::parse)
                .filter(named -> named.bits() >>> 24 != 0 && named.bits() >>> 24 != 127 && named.bits() >>> 24 < 224)
                .orElse(from);
        var mac = answer.element("MAC")
                .map(FoundCamera::mac)
                .filter(known -> MAC.matcher(known).matches());
        return Optional.of(new FoundCamera(
                address,
                mac,
                mac.flatMap(FoundCamera::maker).or(() -> Optional.of("Hikvision")),
                answer.element("DeviceDescription").map(Reply::printable),
                answer.element("SoftwareVersion")
                        .map(version -> Reply.printable(version.replaceFirst("(?<=\\d)build", " build"))),
                answer.element("Activated").map(word -> word.equalsIgnoreCase("true")),
                Optional.empty(),
                List.of("sadp")));
    }
}
