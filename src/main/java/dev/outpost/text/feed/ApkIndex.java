package dev.outpost.text.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads apk's index {@code packages.adb}; numbers of fields as in apk-tools' apk_adb.h. */
public final class ApkIndex {
    private static final int PACKAGES = 2;
    private static final int NAME = 1;
    private static final int VERSION = 2;
    private static final int HASHES = 3;
    private static final int ARCHITECTURE = 5;
    private static final int INSTALLED = 0x0c;
    private static final int FILE_SIZE = 0x0d;
    private static final int DEPENDS = 0x0f;
    private static final int PROVIDES = 0x10;
    private static final int MATCH = 3;
    private static final int EQUAL = 1;
    private static final int LESS = 2;
    private static final int GREATER = 4;
    private static final int FUZZY = 8;
    private static final int CONFLICT = 16;

    private final AdbFile file;
    private final List<FeedPackage> packages = new ArrayList<>();

    private ApkIndex(AdbFile file) throws IOException {
        this.file = file;
        for (var each : file.root().field(PACKAGES).items()) {
            entry(each).ifPresent(packages::add);
        }
    }

    /** @throws IOException when it is no index, or damaged */
    public static ApkIndex parse(byte[] bytes) throws IOException {
        var file = AdbFile.parse(bytes);
        if (!file.is("indx")) {
            throw new IOException("it is no index");
        }
        return new ApkIndex(file);
    }

    public List<FeedPackage> packages() {
        return List.copyOf(packages);
    }

    /** Names of the keys that it says it was signed with ({@link ApkKey#id}). */
    public List<String> signers() {
        return file.signers();
    }

    public boolean isSignedBy(ApkKey key) {
        return file.isSignedBy(key.key());
    }

    private static Optional<FeedPackage> entry(AdbValue info) throws IOException {
        var name = info.field(NAME).text();
        var version = info.field(VERSION).text();
        var hash = info.field(HASHES).blob();
        var entry = new FeedPackage(
                name,
                version,
                info.field(ARCHITECTURE).text(),
                name + "-" + version + ".apk",
                positive(info.field(FILE_SIZE).number()),
                positive(info.field(INSTALLED).number()),
                dependencies(info.field(DEPENDS)),
                dependencies(info.field(PROVIDES)).stream()
                        .map(Dependency::name)
                        .toList(),
                Optional.empty(),
                hash.length == 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(hash)));
        return Optional.of(entry).filter(each -> FeedPackage.isPackage(each.file(), each.name()));
    }

    /** What a package asks of others, or stands for: an array of objects (apk_adb.h, ADBI_DEP_*). */
    public static List<Dependency> dependencies(AdbValue array) throws IOException {
        var all = new ArrayList<Dependency>();
        for (var each : array.items()) {
            all.add(dependency(each));
        }
        return all;
    }

    private static Dependency dependency(AdbValue value) throws IOException {
        var version = value.field(VERSION).text();
        var match = (int) value.field(MATCH).number();
        var mask = match == 0 ? EQUAL : match;
        var operator = version.isEmpty()
                ? ""
                : (mask & FUZZY) != 0
                        ? "~"
                        : ((mask & LESS) != 0 ? "<" : (mask & GREATER) != 0 ? ">" : "")
                                + ((mask & EQUAL) != 0 ? "=" : "");
        return new Dependency(value.field(NAME).text(), operator, version, (mask & CONFLICT) != 0);
    }

    private static Optional<Long> positive(long number) {
        return number > 0 ? Optional.of(number) : Optional.empty();
    }
}
