package dev.outpost.workflow.bundle;

import dev.outpost.profile.Yaml;
import dev.outpost.profile.YamlMap;
import dev.outpost.router.ApkIndex;
import dev.outpost.router.Usign;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where feeds are, and whose signatures count: OpenWrt's own, and those that a person named.
 *
 * @param base address that releases and snapshots are below
 */
record FeedKeys(String base, List<Usign> usign, List<PublicKey> apk) {
    private static final String RESOURCE = "feeds.yaml";

    FeedKeys {
        usign = List.copyOf(usign);
        apk = List.copyOf(apk);
    }

    /** OpenWrt's. */
    static FeedKeys shipped() {
        var map = Yaml.parse(RESOURCE, text()).map();
        return new FeedKeys(
                map.requireString("base"),
                map.maps("usign").stream()
                        .map(row -> Usign.parse(row.requireString("key")).orElseThrow())
                        .toList(),
                map.maps("apk").stream().map(FeedKeys::shippedKey).toList());
    }

    private static PublicKey shippedKey(YamlMap row) {
        return ecdsa(row.requireString("key")).orElseThrow();
    }

    private static String text() {
        try (var in = FeedKeys.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with keys from files: usign's, or PEM. */
    FeedKeys and(List<Path> files) {
        var more = new ArrayList<>(usign);
        var moreApk = new ArrayList<>(apk);
        for (var file : files) {
            var words = read(file);
            var key = Usign.parse(words);
            var pem = ecdsa(words.replaceAll("-----[A-Z ]+-----|\\s", ""));
            if (key.isEmpty() && pem.isEmpty()) {
                throw bad(file, "it is neither a usign key nor a public key in PEM");
            }
            key.ifPresent(more::add);
            pem.ifPresent(moreApk::add);
        }
        return new FeedKeys(base, more, moreApk);
    }

    /** The same, somewhere else. */
    FeedKeys at(String address) {
        return new FeedKeys(address.replaceFirst("/+$", ""), usign, apk);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw bad(file, "it cannot be read");
        }
    }

    private static ProblemException bad(Path file, String because) {
        return new ProblemException(new Problem(
                "USAGE-BAD-KEY",
                file + " is no key of a feed",
                because,
                "copy the router's own: /etc/opkg/keys/* or /etc/apk/keys/*.pem",
                Exit.USAGE));
    }

    private static Optional<PublicKey> ecdsa(String base64) {
        try {
            var encoded = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return Optional.of(KeyFactory.getInstance("EC").generatePublic(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the signature beside opkg's index is worth. */
    Trust ofOpkg(byte[] index, Optional<String> signature) {
        var made = signature.flatMap(Usign::parse);
        if (made.isEmpty()) {
            return new Trust(Trust.Worth.NONE, "the index is not signed");
        }
        var known =
                usign.stream().filter(key -> key.id().equals(made.get().id())).toList();
        if (known.isEmpty()) {
            return new Trust(
                    Trust.Worth.NONE, "the index is signed by " + made.get().id() + ", a key that is not known");
        }
        return known.stream().anyMatch(key -> key.verifies(index, made.get()))
                ? new Trust(
                        Trust.Worth.GOOD,
                        "signed by OpenWrt's key " + made.get().id())
                : new Trust(Trust.Worth.BAD, "the signature by " + made.get().id() + " does not fit the index");
    }

    /** What the signature inside apk's index is worth; it does not tell its key, so a bad one looks like an unknown one. */
    Trust ofApk(ApkIndex index) {
        if (index.isSignedBy(apk)) {
            return new Trust(Trust.Worth.GOOD, "signed by a known key");
        }
        return new Trust(
                Trust.Worth.NONE,
                index.isSigned() ? "the index is signed by a key that is not known" : "the index is not signed");
    }
}
