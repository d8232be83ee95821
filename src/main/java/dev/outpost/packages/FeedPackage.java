package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.Dependency;
import java.util.List;
import java.util.Optional;

/**
 * A package as a feed's index tells of it.
 *
 * @param file its name beside the index
 * @param size of the file (bytes)
 * @param installed what it takes when installed, as the release counts it (bytes)
 * @param sha256 of the file, where the index has it
 * @param identity hash that apk tells builds apart by, in hexadecimal digits: SHA-256 of the package's metadata, which holds those of its
 *     files
 */
public record FeedPackage(
        String name,
        String version,
        String architecture,
        String file,
        Optional<Long> size,
        Optional<Long> installed,
        List<Dependency> depends,
        List<String> provides,
        Optional<String> sha256,
        Optional<String> identity) {
    public FeedPackage {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
    }

    /** As a bundle's index has it, once the file is there. */
    public Bundle.Item item(String sum, long bytes) {
        return new Bundle.Item(file, name, version, sum, Optional.of(bytes), installed, depends, provides);
    }
}
