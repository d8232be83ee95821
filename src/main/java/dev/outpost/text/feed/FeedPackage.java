package dev.outpost.text.feed;

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
    /** A file's name without folders. */
    public static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}";

    /** A package's name. */
    public static final String NAME = "[a-z0-9][a-zA-Z0-9._+-]{0,63}";

    public FeedPackage {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
    }

    /** Whether these can be the names of a package's file and of a package: they become parts of paths and words of commands. */
    public static boolean isPackage(String file, String name) {
        return file.matches(FILE_NAME) && name.matches(NAME);
    }
}
