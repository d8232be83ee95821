package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.shell.Web;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.text.feed.FeedPackage;
import dev.outpost.text.feed.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One package: from the store, else from its feed; checked either way, then put into the bundle's folder. */
final class Fetching {
    /** No package that a router needs is larger; modemmanager's libraries have 1 MiB. */
    private static final int MOST = 64 << 20;

    private static final int TRIES = 2;

    private final Web web;
    private final PackageStore store;
    private final Path folder;

    Fetching(Web web, PackageStore store, Path folder) {
        this.web = web;
        this.store = store;
        this.folder = folder;
    }

    /**
     * A package that is in the folder now.
     *
     * @param fetched whether it came over the network
     */
    record Got(Bundle.Item item, boolean fetched) {}

    Got get(FeedPackage wanted, URI feed) throws IOException {
        var kept = kept(wanted);
        var content = kept.isPresent()
                ? kept.get()
                : fetch(wanted, feed.resolve(wanted.file().replace("+", "%2B")));
        var sum = store.keep(content);
        if (wanted.identity().isPresent()) {
            store.name(wanted.identity().get(), sum);
        }
        store.place(sum, folder.resolve(wanted.file()));
        return new Got(Bundle.Item.of(wanted, sum, content.length), kept.isEmpty());
    }

    private Optional<byte[]> kept(FeedPackage wanted) throws IOException {
        if (wanted.sha256().isPresent()) {
            return store.find(wanted.sha256().get());
        }
        var kept = wanted.identity().isPresent()
                ? store.findIdentity(wanted.identity().get())
                : Optional.<byte[]>empty();
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
            return Sha256.of(content).equals(wanted.sha256().get()) ? "" : "its SHA-256 differs";
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
}
