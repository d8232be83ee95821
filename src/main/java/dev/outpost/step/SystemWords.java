package dev.outpost.step;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the system said, in words for people: no names of classes. */
public final class SystemWords {
    /** Of strerror(3) and of the SSH library, as they arrive. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("no space left on device", "the disk is full"),
            Map.entry("disk quota exceeded", "this user's share of the disk is full"),
            Map.entry("read-only file system", "the disk is read-only"),
            Map.entry("is a directory", "it is a folder"),
            Map.entry("not a directory", "a part of the path is a file, not a folder"),
            Map.entry("permission denied", "this user may not"),
            Map.entry("operation not permitted", "this user may not"),
            Map.entry("no such file or directory", "there is no such file or folder"),
            Map.entry("device or resource busy", "another program holds it"),
            Map.entry("text file busy", "another program holds it"),
            Map.entry("file name too long", "the name is too long"),
            Map.entry("too many levels of symbolic links", "its links lead in a circle"),
            Map.entry(
                    "too many levels of symbolic links or unable to access attributes of symbolic link",
                    "its links lead in a circle"),
            Map.entry("connection refused", "the host is there and refuses the call: nothing listens at that port"),
            Map.entry("connection reset", "the other end broke the connection off"),
            Map.entry("connection reset by peer", "the other end broke the connection off"),
            Map.entry("broken pipe", "the other end broke the connection off"),
            Map.entry("broken transport; encountered eof", "the other end went away"),
            Map.entry("timeout expired", "nothing answers"),
            Map.entry("open failed", "the SSH server there passes no call on"),
            Map.entry("administratively prohibited", "the SSH server there passes no call on"),
            Map.entry("network is unreachable", "this computer has no way there"),
            Map.entry("no route to host", "nobody is at that address"),
            Map.entry("connection timed out", "nothing answers"),
            Map.entry("address already in use", "another program has that port"),
            Map.entry("cannot assign requested address", "this computer does not have that address"),
            Map.entry("socket closed", "it was closed meanwhile"),
            Map.entry("stream closed", "it was closed meanwhile"),
            Map.entry("exhausted available authentication methods", "no key or password that is known here opens it"));

    private SystemWords() {}

    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "this user may not";
            case FileAlreadyExistsException _ -> "something of that name is there already";
            case NotDirectoryException _ -> "a part of the path is a file, not a folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case UnknownHostException _ -> "there is no host of that name";
            case NoRouteToHostException _ -> "nobody is at that address";
            case SocketTimeoutException own when isOurs(own) -> of(String.valueOf(own.getMessage()));
            case SocketTimeoutException _ -> "nothing answers";
            case CharacterCodingException _ -> "it is no text in UTF-8";
            case ClosedChannelException _ -> "it was closed meanwhile";
            case EOFException _ -> "it ends too early";
            case FileSystemException file -> of(String.valueOf(file.getReason()));
            case ConnectException bare when bare.getMessage() == null -> "no connection is made there";
            case ConnectException refused -> of(String.valueOf(refused.getMessage()));
            default -> of(String.valueOf(e.getMessage()));
        };
    }

    /** A limit of ours says which. */
    private static boolean isOurs(SocketTimeoutException e) {
        return String.valueOf(e.getMessage()).contains("within");
    }

    /** The innermost cause says most, but for a call: below that stands how Java gave it up. */
    public static String root(@Nullable Throwable e) {
        var cause = e;
        while (cause != null && cause.getCause() != null && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        return cause instanceof IOException io ? of(io) : of(cause == null ? "" : String.valueOf(cause.getMessage()));
    }

    /** The same of words that are somebody else's. */
    public static String of(String words) {
        var plain = words.replaceAll("\\b(?:[a-z]+\\.)*[A-Z]\\w*(?:Exception|Error)\\b:? ?", "")
                .strip();
        var low = plain.toLowerCase(Locale.ROOT);
        return Stream.of(
                        low,
                        low.replaceFirst("^(timeout expired|administratively prohibited):.*", "$1"),
                        low.replaceFirst(" \\(.*\\)$", ""),
                        low.replaceFirst("(?s).*\\(([^()]*)\\)$", "$1"))
                .filter(KNOWN::containsKey)
                .findFirst()
                .map(KNOWN::get)
                .orElse(plain.isEmpty() || plain.equals("null") ? "the system did not say why" : plain);
    }

    /** What cures it, on this computer's disk. */
    public static String cure(FileSystemException e) {
        var path = e.getFile();
        var words = of((IOException) e);
        return switch (words) {
            case "the disk is full", "this user's share of the disk is full" ->
                "make room (df -h " + path + "), then run the same command again";
            case "this user may not" ->
                "ls -ld " + path + " shows whose it is; name another place, or let its owner run this";
            case "there is no such file or folder" -> "check the path " + path;
            case "it is a folder" -> "name the file in it";
            default -> "look at it: ls -ld " + path;
        };
    }
}
