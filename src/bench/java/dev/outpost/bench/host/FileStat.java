package dev.outpost.bench.host;

import java.time.Instant;

/**
 * What {@code stat(2)} tells about a file.
 *
 * @param kind as in the first letter of {@code ls -l}: '-', 'd', 'l' or 'c'
 * @param mode permission bits
 * @param size bytes
 */
public record FileStat(char kind, int mode, long size, Instant modified, long inode) {
    static FileStat of(Node node) {
        return new FileStat(node.kind, node.mode, node.size(), node.modified, node.inode);
    }

    public boolean isFolder() {
        return kind == 'd';
    }

    public boolean isFile() {
        return kind == '-';
    }

    public boolean isLink() {
        return kind == 'l';
    }

    public boolean isExecutable() {
        return (mode & 0111) != 0;
    }
}
