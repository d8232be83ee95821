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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the system said, in words for people: no names of classes. */
public final class SystemWords {
    /** Of strerror(3) and of the SSH library, as they arrive. */
    private static final Map<String, String> KNOWN = Resource.facts("/dev/outpost/step/system-words.tsv").stream()
            .map(line -> line.split("\t"))
            .collect(Collectors.toMap(row -> row[0], row -> row[1]));

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
