package dev.outpost.bench.adb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A package's description as fields of an ADB object (apk_adb.h, ADBI_PI_*). */
final class InfoFields {
    private static final int IDENTITY = 20; // bytes
    private static final Map<String, Integer> OPERATORS =
            Map.of("=", 1, "<", 2, "<=", 3, ">", 4, ">=", 5, "~", 9, "><", 6);
    private static final int CONFLICT = 16;

    private InfoFields() {}

    static int write(AdbWriter to, ApkInfo info) {
        return to.object(
                to.text(info.name()),
                to.text(info.version()),
                info.identity().isEmpty() ? AdbWriter.NULL : to.blob(raw(info.identity())),
                to.text(info.description()),
                to.text(info.architecture()),
                to.text(info.license()),
                to.text(info.origin()),
                AdbWriter.NULL,
                AdbWriter.NULL,
                AdbWriter.NULL,
                AdbWriter.NULL,
                to.number(info.installed()),
                info.size() == 0 ? AdbWriter.NULL : to.number(info.size()),
                AdbWriter.NULL,
                dependencies(to, info.depends()),
                dependencies(to, info.provides()));
    }

    private static int dependencies(AdbWriter to, List<ApkDependency> list) {
        var items = new ArrayList<Integer>();
        list.stream()
                .sorted(java.util.Comparator.comparing(ApkDependency::name))
                .forEach(each -> items.add(dependency(to, each)));
        return to.array(items);
    }

    private static int dependency(AdbWriter to, ApkDependency each) {
        int match = OPERATORS.getOrDefault(each.operator(), 1) + (each.conflict() ? CONFLICT : 0);
        return to.object(
                to.text(each.name()),
                each.version().isEmpty() ? AdbWriter.NULL : to.text(each.version()),
                match == 1 ? AdbWriter.NULL : to.number(match));
    }

    /** @param identity where the fields have none: a package's own is the digest of its values */
    static ApkInfo read(AdbValue from, String identity, long size) throws IOException {
        var hash = from.field(3).blob();
        return new ApkInfo(
                from.field(1).text(),
                from.field(2).text(),
                hash.length == 0 ? identity : "Q1" + Base64.getEncoder().encodeToString(hash),
                from.field(4).text(),
                from.field(5).text(),
                from.field(6).text(),
                from.field(7).text(),
                size == 0 ? from.field(13).number() : size,
                from.field(12).number(),
                list(from.field(15)),
                list(from.field(16)));
    }

    private static List<ApkDependency> list(AdbValue array) throws IOException {
        var found = new ArrayList<ApkDependency>();
        for (var item : array.items()) {
            var match = item.field(3).number();
            var version = item.field(2).text();
            var operator = OPERATORS.entrySet().stream()
                    .filter(entry -> entry.getValue() == (match == 0 ? 1 : match % CONFLICT))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("=");
            found.add(new ApkDependency(
                    item.field(1).text(), version.isEmpty() ? "" : operator, version, match >= CONFLICT));
        }
        return found;
    }

    private static byte[] raw(String identity) {
        return Base64.getDecoder().decode(identity.substring(2));
    }

    /** The first 20 bytes of the SHA-256, as apk writes them. */
    static String identity(byte[] values) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(values);
            return "Q1" + Base64.getEncoder().encodeToString(Arrays.copyOf(hash, IDENTITY));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String identity(String words) {
        return identity(words.getBytes(StandardCharsets.UTF_8));
    }
}
