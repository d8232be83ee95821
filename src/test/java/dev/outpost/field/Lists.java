package dev.outpost.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a fresh router has: the resources {@code openwrt/applets.txt} and {@code openwrt/programs.txt}, with their sources. */
public final class Lists {
    private static final Set<String> APPLETS = words("/openwrt/applets.txt");
    private static final Set<String> PROGRAMS = words("/openwrt/programs.txt");

    private Lists() {}

    /** The applets of OpenWrt's default BusyBox. */
    public static Set<String> applets() {
        return APPLETS;
    }

    /** OpenWrt's own programs. */
    public static Set<String> programs() {
        return PROGRAMS;
    }

    /** A file of the test resources. */
    public static String resource(String path) {
        try (var in = Objects.requireNonNull(Lists.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> words(String path) {
        return resource(path)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" ")[0])
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }
}
