package dev.outpost.packages;

import dev.outpost.text.feed.FeedPackage;
import java.net.URI;
import java.util.List;

/**
 * One folder of a package server, as its index tells.
 *
 * @param name {@code core}, {@code kmods}, {@code base} or {@code packages}
 * @param folder ends in a slash
 */
record Feed(String name, URI folder, List<FeedPackage> packages, Trust trust) {
    Feed {
        packages = List.copyOf(packages);
    }
}
