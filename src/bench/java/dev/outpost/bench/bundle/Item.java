package dev.outpost.bench.bundle;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file or a link of a package; its path is without a leading slash, its target empty for a file. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Item(String path, int mode, byte[] bytes, String target) {
    public boolean isLink() {
        return !target.isEmpty();
    }

    /** Where it lies, without a slash at the end; empty: in the root. */
    public String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** The folders on the way to it, from the root on. */
    Stream<String> parents() {
        return IntStream.range(1, path.length())
                .filter(at -> path.charAt(at) == '/')
                .mapToObj(at -> path.substring(0, at));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
