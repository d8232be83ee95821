package dev.outpost.packages;

import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import dev.outpost.text.feed.ApkIndex;
import dev.outpost.text.feed.ApkKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where feeds are, and whose signatures count: OpenWrt's own, and those that a person named.
 *
 * @param base address that releases and snapshots are below
 */
record FeedKeys(String base, List<Owned<Usign>> usign, List<Owned<ApkKey>> apk) {
    private static final String RESOURCE = "/dev/outpost/packages/feeds.yaml";

    /**
     * A key, and whose it is.
     *
     * @param whose {@code OpenWrt's key}, or {@code the key in FILE}
     */
    record Owned<K>(K key, String whose) {
        static <K> Owned<K> shipped(K key) {
            return new Owned<>(key, "OpenWrt's key");
        }

        static <K> Owned<K> in(Path file, K key) {
            return new Owned<>(key, "the key in " + file);
        }
    }

    /**
     * What the signature of an index is worth.
     *
     * @param words for people
     */
    record Trust(Worth worth, String words) {
        enum Worth {
            GOOD,
            /** None, or by somebody unknown. */
            NONE,
            /** By somebody known, and wrong. */
            BAD
        }
    }

    FeedKeys {
        usign = List.copyOf(usign);
        apk = List.copyOf(apk);
    }

    /** OpenWrt's. */
    static FeedKeys shipped() {
        var map = Yaml.parse(RESOURCE, Resource.text(RESOURCE)).map();
        return new FeedKeys(
                map.requireString("base"),
                map.maps("usign").stream()
                        .map(row -> Owned.shipped(
                                Usign.parse(row.requireString("key")).orElseThrow()))
                        .toList(),
                map.maps("apk").stream()
                        .map(row -> Owned.shipped(
                                ApkKey.parse(row.requireString("key")).orElseThrow()))
                        .toList());
    }

    /** The same with keys from files: usign's, or PEM. */
    FeedKeys and(List<Path> files) {
        var more = new ArrayList<>(usign);
        var moreApk = new ArrayList<>(apk);
        for (var file : files) {
            var words = read(file);
            var key = Usign.parse(words);
            var pem = ApkKey.parse(words);
            if (key.isEmpty() && pem.isEmpty()) {
                throw bad(file, "it is neither a usign key nor a public key in PEM");
            }
            key.ifPresent(each -> more.add(Owned.in(file, each)));
            pem.ifPresent(each -> moreApk.add(Owned.in(file, each)));
        }
        return new FeedKeys(base, more, moreApk);
    }

    /** The same, somewhere else. */
    FeedKeys at(String address) {
        return new FeedKeys(address.replaceFirst("/+$", ""), usign, apk);
    }

    private static String read(Path file) {
        try {
            return PlainFile.of(file).text();
        } catch (IOException e) {
            throw bad(file, "it cannot be read");
        }
    }

    private static ProblemException bad(Path file, String because) {
        return new ProblemException(ProblemCode.USAGE_BAD_KEY.problem(
                file + " is no key of a feed",
                because,
                "copy the router's own: /etc/opkg/keys/* or /etc/apk/keys/*.pem"));
    }

    /** What the signature beside opkg's index is worth. */
    Trust ofOpkg(byte[] index, Optional<String> signature) {
        var made = signature.flatMap(Usign::parse);
        return made.isEmpty()
                ? new Trust(Trust.Worth.NONE, "the index is not signed")
                : of(usign, Usign::id, List.of(made.get().id()), key -> key.verifies(index, made.get()));
    }

    /** What the signature inside apk's index is worth. */
    Trust ofApk(ApkIndex index) {
        return index.signers().isEmpty()
                ? new Trust(Trust.Worth.NONE, "the index is not signed")
                : of(apk, ApkKey::id, index.signers(), index::isSignedBy);
    }

    private static <K> Trust of(
            List<Owned<K>> keys, Function<K, String> id, List<String> signers, Predicate<K> verifies) {
        var known = keys.stream()
                .filter(each -> signers.contains(id.apply(each.key())))
                .toList();
        if (known.isEmpty()) {
            return new Trust(
                    Trust.Worth.NONE,
                    "the index is signed by " + String.join(", ", signers) + ", a key that is not known");
        }
        return known.stream()
                .filter(each -> verifies.test(each.key()))
                .findFirst()
                .map(each ->
                        new Trust(Trust.Worth.GOOD, "signed by " + each.whose() + ", key id " + id.apply(each.key())))
                .orElseGet(() -> new Trust(
                        Trust.Worth.BAD, "the signature by " + String.join(", ", signers) + " does not fit the index"));
    }
}
