package dev.outpost.bench.host;

/** Why the kernel refused; the words are those of strerror(3) on musl as BusyBox prints them. */
public enum Errno {
    ENOENT("No such file or directory"),
    EBADF("Bad file descriptor"),
    EACCES("Permission denied"),
    EEXIST("File exists"),
    EXDEV("Cross-device link"),
    ENOTDIR("Not a directory"),
    EISDIR("Is a directory"),
    EINVAL("Invalid argument"),
    ENOSPC("No space left on device"),
    ENOTEMPTY("Directory not empty"),
    ELOOP("Symbolic link loop"),
    EIO("I/O error"),
    EBUSY("Resource busy");

    private final String words;

    Errno(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
