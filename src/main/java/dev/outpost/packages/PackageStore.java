package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.shell.Web;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.text.Hash;
import dev.outpost.text.feed.FeedPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Packages by what they are: each file's name is the SHA-256 of its content, so that routers of one kind share it and a flipped bit shows.
 * Beside it, {@code identity/} names the file of each apk identity.
 */
final class PackageStore {
    /** No package that a router needs is larger; modemmanager's libraries have 1 MiB. */
    private static final int MOST = 64 << 20;

    private static final int TRIES = 2;

    private final Web web;
    private final Path folder;
    private final Path bundle;

    /** @param bundle folder that packages are put into */
    PackageStore(Web web, Path folder, Path bundle) {
        this.web = web;
        this.folder = folder;
        this.bundle = bundle;
    }

    /**
     * A package that is in the folder now.
     *
     * @param fetched whether it came over the network
     */
    record Got(Bundle.Item item, boolean fetched) {}

    /** One package: from here, else from its feed; checked either way, then put into the bundle's folder. */
    Got get(FeedPackage wanted, URI feed) throws IOException {
        var kept = kept(wanted);
        var content = kept.isPresent()
                ? kept.get()
                : fetch(wanted, feed.resolve(wanted.file().replace("+", "%2B")));
        var sum = keep(content);
        if (wanted.identity().isPresent()) {
            name(wanted.identity().get(), sum);
        }
        place(sum, bundle.resolve(wanted.file()));
        return new Got(Bundle.Item.of(wanted, sum, content.length), kept.isEmpty());
    }

    private Optional<byte[]> kept(FeedPackage wanted) throws IOException {
        if (wanted.sha256().isPresent()) {
            return find(wanted.sha256().get());
        }
        var kept =
                wanted.identity().isPresent() ? findIdentity(wanted.identity().get()) : Optional.<byte[]>empty();
        return kept.filter(content -> fault(wanted, content).isEmpty());
    }

    private byte[] fetch(FeedPackage wanted, URI address) {
        var fault = "";
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                var content = web.get(address, MOST);
                fault = fault(wanted, content);
                if (fault.isEmpty()) {
                    return content;
                }
            } catch (IOException e) {
                if (tries == TRIES - 1) {
                    throw Feeds.unreachable(address, e);
                }
            }
        }
        throw new ProblemException(new Problem(
                ProblemCode.PKG_DAMAGED,
                address + " is not what the feed's index says: " + fault,
                "a bit flipped on the way or on the server, or the server is changing its files just now",
                "run the same command again later, or name another mirror with --feed URL"));
    }

    /** Empty when the content is what the index means. */
    private static String fault(FeedPackage wanted, byte[] content) {
        if (wanted.size().filter(size -> size != content.length).isPresent()) {
            return content.length + " bytes instead of " + wanted.size().get();
        }
        if (wanted.sha256().isPresent()) {
            return Hash.sha256(content).equals(wanted.sha256().get()) ? "" : "its SHA-256 differs";
        }
        if (wanted.identity().isEmpty()) {
            return "the index has no sum of it";
        }
        try {
            return ApkCheck.isWhole(content, wanted.identity().get()) ? "" : "its hashes differ";
        } catch (IOException e) {
            return SystemWords.of(e);
        }
    }

    /** The content, if it is there and whole; a damaged file is thrown away. */
    private Optional<byte[]> find(String sum) throws IOException {
        var file = file(sum);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var content = Files.readAllBytes(file);
        if (Hash.sha256(content).equals(sum)) {
            return Optional.of(content);
        }
        Files.delete(file);
        return Optional.empty();
    }

    /** The content of an apk identity, if it is there and whole. */
    private Optional<byte[]> findIdentity(String identity) throws IOException {
        var file = folder.resolve("identity").resolve(identity);
        var sum = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        return sum.matches("[0-9a-f]{64}") ? find(sum) : Optional.empty();
    }

    /** Keeps the content; returns its sum. */
    private String keep(byte[] content) throws IOException {
        var sum = Hash.sha256(content);
        put(content, file(sum));
        return sum;
    }

    /** Keeps which content an apk identity is. */
    private void name(String identity, String sum) throws IOException {
        put(
                (sum + "\n").getBytes(StandardCharsets.US_ASCII),
                folder.resolve("identity").resolve(identity));
    }

    /** Puts a kept file into a bundle's folder, unless it is there already. */
    private void place(String sum, Path into) throws IOException {
        if (Files.isRegularFile(into) && Hash.sha256(Files.readAllBytes(into)).equals(sum)) {
            return;
        }
        put(Files.readAllBytes(file(sum)), into);
    }

    private Path file(String sum) {
        return folder.resolve("sha256").resolve(sum.substring(0, 2)).resolve(sum);
    }

    /** Whole or not at all, whoever else writes. */
    static void put(byte[] content, Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var fresh = Files.createTempFile(parent, ".new-", "");
        try {
            Files.write(fresh, content);
            PlainFile.move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
