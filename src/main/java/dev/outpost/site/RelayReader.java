package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.EveryMistake;
import dev.outpost.text.MistakesInFile;
import dev.outpost.text.Nearest;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code relays/NAME.yaml} beside a site file. */
final class RelayReader {
    private static final int WIREGUARD = 51_820;
    private static final Cidr TUNNEL = Cidr.of("10.77.0.0/16");
    private static final List<Cidr> PRIVATE =
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("172.16.0.0/12"), Cidr.of("192.168.0.0/16"));

    /** Besides the private ones: this computer, its links, carriers' shared space (RFC 6598). */
    private static final List<Cidr> ELSEWHERE =
            List.of(Cidr.of("127.0.0.0/8"), Cidr.of("169.254.0.0/16"), Cidr.of("100.64.0.0/10"), Cidr.of("0.0.0.0/8"));

    private RelayReader() {}

    /** The relay that a site file names. */
    static RelayFile named(YamlText name, Path siteFile) {
        var relays = siteFile.toAbsolutePath().resolveSibling("relays");
        var file = relays.resolve(Values.name(name) + ".yaml");
        if (name.value().equals(RelayFile.NONE)) {
            throw name.place()
                    .badValue("no relay is called " + RelayFile.NONE, "another name: this one says that there is none");
        }
        if (!Files.exists(file)) {
            throw missing(name, relays);
        }
        try {
            return read(name.value(), file);
        } catch (MistakesInFile mistakes) {
            throw mistakes.namedAt(name.place());
        }
    }

    /** A relay file by itself. */
    static RelayFile read(String name, Path file) {
        return EveryMistake.read(Yaml.file(file), relay -> read(name, relay, file));
    }

    private static RelayFile read(String name, YamlMap relay, Path file) {
        relay.only("host", "user", "key", "password", "host-key", "public-address", "domain", "tunnel", "listen");
        if (relay.get("key").isPresent() && relay.get("password").isPresent()) {
            throw relay.whereIs("password").badValue("both a key and a password", "one of them");
        }
        var ssh = Values.reach(relay.require("host").text());
        return new RelayFile(
                name,
                ssh,
                relay.text("user").map(RelayReader::user).orElse("root"),
                relay.text("key").map(word -> Values.path(word, file)),
                Values.secret(relay, "password", file, false),
                relay.text("host-key").map(RelayReader::hostKey),
                relay.text("public-address").map(RelayReader::dialled).orElseGet(() -> sameHost(relay, ssh)),
                relay.text("domain").map(Values::domain),
                relay.text("tunnel").map(RelayReader::tunnel).orElse(TUNNEL),
                relay.integer("listen", 1, 65_535).orElse(WIREGUARD),
                file);
    }

    private static String user(YamlText text) {
        return text.as(
                "a login name",
                word -> Optional.of(word).filter(user -> user.matches("[A-Za-z_][A-Za-z0-9_.-]{0,31}")));
    }

    private static String hostKey(YamlText text) {
        return text.as(
                "SHA256: and 43 characters, as ssh-keygen -lf prints it",
                word -> Optional.of(word).filter(key -> key.matches("SHA256:[A-Za-z0-9+/]{43}")));
    }

    /** What routers dial: an address of a host or a name, without a port. */
    private static String dialled(YamlText text) {
        return text.value().matches("[0-9.]+") ? Values.host(text).toString() : Values.domain(text);
    }

    /** A server that routers can dial at the address of its SSH. */
    static YamlText server(YamlText text) {
        if (!isDialled(Values.reach(text))) {
            throw text.place()
                    .badValue("'" + text.value() + "' is no public address", "a public IPv4 address or a host name");
        }
        return text;
    }

    private static boolean isDialled(Reach ssh) {
        return Ipv4.parse(ssh.host())
                .map(RelayReader::isPublic)
                .orElseGet(() -> ssh.host().contains("."));
    }

    private static String sameHost(YamlMap relay, Reach ssh) {
        if (isDialled(ssh)) {
            return ssh.host();
        }
        throw relay.whereIs("host")
                .problem(
                        ProblemCode.FILE_MISSING_KEY,
                        "'public-address' is missing and " + ssh.host() + " is none",
                        "expected the address that routers dial from outside",
                        "add 'public-address: ...'");
    }

    private static boolean isPublic(Ipv4 address) {
        return Stream.concat(PRIVATE.stream(), ELSEWHERE.stream()).noneMatch(net -> net.contains(address));
    }

    private static Cidr tunnel(YamlText text) {
        return text.as(
                "a private /16 without a host part, such as 10.77.0.0/16",
                word -> Cidr.parse(word)
                        .filter(cidr -> cidr.prefix() == 16 && cidr.network().equals(cidr))
                        .filter(cidr -> PRIVATE.stream().anyMatch(net -> net.contains(cidr.address()))));
    }

    private static ProblemException missing(YamlText name, Path relays) {
        var known = known(relays);
        return name.place()
                .problem(
                        ProblemCode.FILE_NO_RELAY,
                        "relays/" + name.value() + ".yaml is not there",
                        known.length == 0
                                ? "expected it in the folder relays beside this file"
                                : "expected one of " + String.join(", ", known),
                        known.length == 0
                                ? "outpost relay init " + name.value()
                                : Nearest.meant(
                                        name.value(),
                                        "name one of them, or write it: outpost relay init " + name.value(),
                                        known));
    }

    private static String[] known(Path relays) {
        try (var files = Files.list(relays)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .sorted()
                    .toArray(String[]::new);
        } catch (IOException e) {
            return new String[0];
        }
    }
}
