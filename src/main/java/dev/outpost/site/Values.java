package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Place;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The words that site, relay and fleet files are made of, each read once and refused with its place. */
final class Values {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,30}";

    private Values() {}

    /** A name: of a site, camera, service, viewer, relay or profile. */
    static String name(YamlText text) {
        if (!text.value().matches(NAME)) {
            var better = slug(text.value());
            throw text.place()
                    .problem(
                            ProblemCode.FILE_BAD_NAME,
                            "'" + printable(text.value()) + "' is no name",
                            "expected 1 to 31 of a-z, 0-9 and -, the first one no dash",
                            better.isEmpty() ? "choose another name" : "did you mean '" + better + "'?");
        }
        return text.value();
    }

    /** One of an enum's constants, written in small letters, with dashes. */
    static <E extends Enum<E>> E word(YamlText text, E[] all) {
        var words = Stream.of(all).map(Values::word).toArray(String[]::new);
        var chosen = text.oneOf(words);
        return Stream.of(all)
                .filter(one -> word(one).equals(chosen))
                .findFirst()
                .orElseThrow();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Reach reach(YamlText text) {
        return text.as(Reach.EXPECTED + " with a port from 1 to 65535", Reach::parse);
    }

    /** An address that a host can have: no network's, no loopback, no multicast. */
    static Ipv4 host(YamlText text) {
        return text.as(
                "an IPv4 address of a host, such as 192.168.1.64",
                word -> Ipv4.parse(word).filter(Values::isHost));
    }

    private static boolean isHost(Ipv4 address) {
        var first = address.bits() >>> 24;
        return first != 0 && first != 127 && first < 224;
    }

    /** A host's address and the length of its network; neither the network's own address nor its broadcast. */
    static Cidr onNetwork(YamlText text) {
        return text.as(
                "a host's ADDRESS/BITS with 8 to 29 bits, such as 192.168.37.1/24",
                word -> cidr(word).filter(Values::isHostOf));
    }

    private static boolean isHostOf(Cidr cidr) {
        var hosts = cidr.prefix() >= 8 && cidr.prefix() <= 29 ? (1 << (32 - cidr.prefix())) - 1 : 0;
        var host = cidr.address().bits() & hosts;
        return host != 0 && host != hosts && isHost(cidr.address());
    }

    /** A network: ADDRESS/BITS without a host part. */
    static Cidr network(YamlText text) {
        return text.as(
                "a network ADDRESS/BITS without a host part, such as 203.0.113.0/24",
                word -> cidr(word).filter(cidr -> cidr.network().equals(cidr)));
    }

    private static Optional<Cidr> cidr(String word) {
        return word.contains("/") ? Cidr.parse(word) : Optional.empty();
    }

    /** An access point name: labels as 3GPP TS 23.003 9.1 allows, and the underscore that some operators use. */
    static String apn(YamlText text) {
        return text.as(
                "an access point name of letters, digits, dots and dashes, 100 at most, or auto",
                word -> Optional.of(word)
                        .filter(apn -> apn.length() <= 100 && apn.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")));
    }

    static String mac(YamlText text) {
        return text.as(
                "six pairs of hexadecimal digits, such as 44:47:cc:00:11:22",
                word -> Optional.of(word.toLowerCase(Locale.ROOT).replace('-', ':'))
                        .filter(mac -> mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")));
    }

    /** A full domain name. */
    static String domain(YamlText text) {
        return text.as(
                "a host name such as barn.example.org",
                word -> Optional.of(word)
                        .filter(
                                name -> name.length() <= 253
                                        && name.matches(
                                                "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+")));
    }

    /** Text for people or for a login: printable, not blank. */
    static String plain(YamlText text, String what, int longest) {
        return text.as(
                what + ", 1 to " + longest + " characters on one line",
                word -> Optional.of(word)
                        .filter(value -> !value.isBlank()
                                && value.length() <= longest
                                && value.chars().noneMatch(Character::isISOControl)));
    }

    /** A wireless network: {@code {ssid, password, country}}. */
    static WifiWish wifi(YamlMap map, Path file) {
        map.only("ssid", "password", "country");
        return new WifiWish(
                plain(map.require("ssid").text(), "the network's name", 32),
                requiredSecret(map, "password", file),
                map.text("country").map(Values::country));
    }

    private static String country(YamlText text) {
        return text.as("two letters of ISO 3166, DE", word -> Optional.of(word).filter(is -> is.matches("[A-Z]{2}")));
    }

    /** A path: {@code ~/} is the home folder, a relative one is beside the file that names it. */
    static Path path(YamlText text, Path file) {
        return path(text.value(), text.place(), file);
    }

    /** The same for a path that is a part of a value. */
    static Path path(String word, Place place, Path file) {
        try {
            if (word.equals("~") || word.startsWith("~/")) {
                return Path.of(System.getProperty("user.home"), word.substring(1));
            }
            return file.toAbsolutePath().resolveSibling(word);
        } catch (InvalidPathException e) {
            throw place.badValue("'" + printable(word) + "' is no path", "the name of a file");
        }
    }

    private static String slug(String word) {
        var slug = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.length() > 31 ? slug.substring(0, 31) : slug;
    }

    static String printable(String word) {
        var clean = word.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 60 ? clean.substring(0, 60) + "..." : clean;
    }

    /** Where a secret comes from, if the key is there; one that stands in the file itself is refused, and never repeated in the message. */
    static Optional<SecretSource> secret(YamlMap map, String key, Path file, boolean mayGenerate) {
        return map.get(key).map(value -> secret(value, file, mayGenerate));
    }

    static SecretSource requiredSecret(YamlMap map, String key, Path file) {
        return secret(map.require(key), file, false);
    }

    private static SecretSource secret(Yaml value, Path file, boolean mayGenerate) {
        if (!(value instanceof YamlText text)) {
            throw value.place().badValue("a secret's source is one word", sources(mayGenerate));
        }
        var word = text.value();
        if (word.equals("generate") && mayGenerate) {
            return new SecretSource.Generate();
        }
        if (word.equals("prompt")) {
            return new SecretSource.Prompt();
        }
        if (word.matches("env:[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            return new SecretSource.Env(word.substring("env:".length()));
        }
        if (word.matches("file:\\P{Cntrl}+")) {
            return new SecretSource.File(path(word.substring("file:".length()), text.place(), file));
        }
        throw text.place()
                .problem(
                        ProblemCode.FILE_SECRET_LITERAL,
                        "a secret may not stand in a file",
                        "expected " + sources(mayGenerate),
                        "put it into an environment variable and write env:NAME here");
    }

    private static String sources(boolean mayGenerate) {
        return (mayGenerate ? "generate, " : "") + "env:NAME, file:PATH or prompt";
    }

    /** Public keys for the router's SSH: the files must be there, and a private key among them is refused. */
    static List<Path> publicKeys(YamlMap router, Path file) {
        return router.items("authorized-keys").stream()
                .map(item -> publicKey(item.text(), file))
                .toList();
    }

    private static Path publicKey(YamlText text, Path file) {
        var key = path(text, file);
        try {
            var first = lines(text, key).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("");
            if (!first.matches("(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ .*")) {
                throw text.place()
                        .badValue(
                                "'" + printable(text.value()) + "' holds no public key"
                                        + (first.contains("PRIVATE KEY") ? " but a private one" : ""),
                                "the .pub file of a key pair");
            }
            return key;
        } catch (IOException e) {
            throw text.place().badValue("'" + printable(text.value()) + "' cannot be read", "a public key file");
        }
    }

    /** What is no plain file is told at the line that names it. */
    private static List<String> lines(YamlText text, Path key) throws IOException {
        try {
            return PlainFile.of(key).lines();
        } catch (ProblemException e) {
            throw text.place()
                    .badValue(
                            "'" + printable(text.value()) + "' is no plain file of at most 1 MiB", "a public key file");
        }
    }

    /** Words of which each may stand only once. */
    static final class Unique {
        private final String what;
        private final Set<String> seen;

        /**
         * @param what they are, for the message
         * @param reserved words that are taken from the start
         */
        Unique(String what, String... reserved) {
            this.what = what;
            this.seen = new HashSet<>(List.of(reserved));
        }

        /** The same text, unless somebody had the word before. */
        YamlText claim(YamlText text) {
            if (!seen.add(text.value())) {
                throw text.place()
                        .badValue("the " + what + " '" + printable(text.value()) + "' is taken", "another one");
            }
            return text;
        }
    }
}
