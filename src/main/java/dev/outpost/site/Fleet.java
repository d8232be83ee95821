package dev.outpost.site;

import java.nio.file.Path;
import java.util.List;

/**
 * Many sites from one file.
 *
 * @param file where it was read from, for messages
 */
public record Fleet(List<Site> sites, Path file) {
    public Fleet {
        sites = List.copyOf(sites);
    }
}
