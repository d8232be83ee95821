package dev.outpost.bench.bundle;

import dev.outpost.text.Hash;
import dev.outpost.text.feed.AdbValue;
import dev.outpost.text.feed.ApkIndex;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is said of a package in a package, an index and the database.
 *
 * @param identity {@code Q1} and 20 bytes in base64; tells apart two builds of one version
 * @param size bytes of its file
 * @param installed bytes of its content
 */
public record ApkInfo(
        String name,
        String version,
        String identity,
        String architecture,
        long size,
        long installed,
        List<Dependency> depends,
        List<Dependency> provides) {
    private static final int IDENTITY = 20; // bytes
    private static final Map<String, Integer> OPERATORS = Map.of("=", 1, "<", 2, "<=", 3, ">", 4, ">=", 5, "~", 9);
    private static final int CONFLICT = 16;

    public ApkInfo {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
    }

    /** {@code comgt-ncm-0.32-r36}. */
    public String full() {
        return name + "-" + version;
    }

    public Set<String> names() {
        var all = new TreeSet<String>();
        all.add(name);
        provides.forEach(other -> all.add(other.name()));
        return all;
    }

    /** Whether it, or one of the names that it stands for, is what somebody asks for; {@code ><} asks for one exact build. */
    public boolean meets(Dependency wish) {
        if (wish.operator().equals("><")) {
            return wish.name().equals(name) && wish.version().equals(identity);
        }
        return (wish.name().equals(name) && wish.accepts(version))
                || provides.stream()
                        .anyMatch(other -> other.name().equals(wish.name()) && wish.accepts(other.version()));
    }

    /** Wishes between blanks or line ends, as apk writes them. */
    public static List<Dependency> wishes(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .flatMap(word -> Dependency.parse(word).stream())
                .toList();
    }

    public static String text(Dependency wish) {
        return (wish.conflict() ? "!" : "") + wish.name() + wish.operator() + wish.version();
    }

    public static String text(List<Dependency> wishes) {
        return wishes.stream().map(ApkInfo::text).collect(Collectors.joining(" "));
    }

    /** What a package is told by that nobody hashed. */
    public static String identity(String words) {
        return hashed(Hash.sha256(words.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hashed(String hexadecimal) {
        var hash = HexFormat.of().parseHex(hexadecimal);
        return "Q1" + Base64.getEncoder().encodeToString(Arrays.copyOf(hash, IDENTITY));
    }

    /** As fields of an ADB object (apk_adb.h, ADBI_PI_*). */
    int write(AdbWriter to) {
        var fields = new int[16];
        fields[0] = to.text(name);
        fields[1] = to.text(version);
        fields[2] = identity.isEmpty()
                ? AdbWriter.NULL
                : to.blob(Base64.getDecoder().decode(identity.substring(2)));
        fields[4] = to.text(architecture);
        fields[11] = to.number(installed);
        fields[12] = size == 0 ? AdbWriter.NULL : to.number(size);
        fields[14] = write(to, depends);
        fields[15] = write(to, provides);
        return to.object(fields);
    }

    private static int write(AdbWriter to, List<Dependency> list) {
        var items = new ArrayList<Integer>();
        list.stream().sorted(Comparator.comparing(Dependency::name)).forEach(each -> {
            int match = OPERATORS.getOrDefault(each.operator(), 1) + (each.conflict() ? CONFLICT : 0);
            items.add(to.object(
                    to.text(each.name()),
                    each.version().isEmpty() ? AdbWriter.NULL : to.text(each.version()),
                    match == 1 ? AdbWriter.NULL : to.number(match)));
        });
        return to.array(items);
    }

    /**
     * Reads one.
     *
     * @param identity where the fields have none: a package's own is the digest of its values, in hexadecimal digits
     * @param size where they have none
     */
    static ApkInfo read(AdbValue from, String identity, long size) throws IOException {
        var hash = from.field(3).blob();
        return new ApkInfo(
                from.field(1).text(),
                from.field(2).text(),
                hashed(hash.length == 0 ? identity : HexFormat.of().formatHex(hash)),
                from.field(5).text(),
                size == 0 ? from.field(13).number() : size,
                from.field(12).number(),
                ApkIndex.dependencies(from.field(15)),
                ApkIndex.dependencies(from.field(16)));
    }
}
