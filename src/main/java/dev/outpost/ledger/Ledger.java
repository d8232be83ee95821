package dev.outpost.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was given to whom, as one JSON file: read whole, replaced whole, under one lock, which is good for hundreds of sites. Asking again gives the same
 * answer; no two askers, not even two processes at once, are given the same thing.
 */
public final class Ledger {
    /** Each holds it for milliseconds; a fleet of thirty on a busy laptop stands in a queue. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path file;
    private final Path lock;

    private Ledger(Path folder) {
        this.file = folder.resolve("ledger.json");
        this.lock = folder.resolve("ledger.lock");
    }

    /** The ledger in this folder; its file appears with the first entry. */
    public static Ledger in(Path folder) {
        return new Ledger(folder);
    }

    /**
     * All that a site wishes for, written down in one go: its network, an address for each camera and each guest, its public ports.
     *
     * @throws dev.outpost.step.ProblemException {@code LEDGER-FULL} or {@code PORT-TAKEN}; nothing is given then
     */
    public SiteEntry give(SiteWish wish) {
        return change(wish.site(), book -> book.granted(wish));
    }

    /** What {@link #give} would answer now; nothing is written, nobody is waited for. */
    public SiteEntry propose(SiteWish wish) {
        return book().granted(wish);
    }

    /** Refuses what {@link #unit(String, Unit)} would refuse; nothing is written. */
    public void mayBind(String site, Unit unit) {
        book().with(site, unit);
    }

    /** The site as it is written down, if it is. */
    public Optional<SiteEntry> find(String site) {
        return book().find(site);
    }

    /** Every site, by relay, then in the order of their numbers. */
    public List<SiteEntry> sites() {
        return book().sites();
    }

    /** Writes down the peer's public key, once it is born. */
    public Peer peerKey(String site, String name, String publicKey) {
        return peerIn(
                change(site, book -> {
                    var peer = peerIn(book.require(site), name);
                    var keyed = new Peer(name, peer.role(), peer.address(), Optional.of(publicKey));
                    return peer.equals(keyed)
                            ? book.require(site)
                            : book.require(site).with(keyed);
                }),
                name);
    }

    /**
     * Takes over what a relay's record says of a site that is not known here.
     *
     * @throws dev.outpost.step.ProblemException {@code LEDGER-DIFFERS} where anything of it is known here and otherwise; nothing is written
     */
    public void recover(SiteEntry entry) {
        replace(book -> book.find(entry.site()).isPresent() ? book : book.recovering(entry));
    }

    /** Gives back the address of a viewer or admin; its key is nobody's any more. */
    public void dismiss(String site, String name) {
        replace(book -> book.find(site)
                .filter(entry -> entry.peer(name).isPresent())
                .map(entry -> book.with(entry.without(name)))
                .orElse(book));
    }

    /** Writes down the public key of the site's router in the tunnel. */
    public void routerKey(String site, String publicKey) {
        change(site, book -> book.require(site).withRouterKey(publicKey));
    }

    /** The router as a thing that the site is bound to. */
    public Optional<Unit> unit(String site) {
        return Optional.ofNullable(book().units().get(site));
    }

    /**
     * Binds the router as a thing to the site.
     *
     * @throws dev.outpost.step.ProblemException {@code ROUTER-ELSEWHERE} if another site owns that MAC or host key
     */
    public void unit(String site, Unit unit) {
        replace(book -> book.with(site, unit));
    }

    /** Gives back all that the site was given: its router, addresses, peers and ports. */
    public void retire(String site) {
        replace(book -> book.without(site));
    }

    /** The whole ledger as the values of its JSON document. */
    public Map<String, @Nullable Object> document() {
        return BookFile.document(book());
    }

    private static Peer peerIn(SiteEntry entry, String name) {
        return entry.peer(name)
                .orElseThrow(() -> new IllegalArgumentException("site " + entry.site() + " has no peer " + name));
    }

    private SiteEntry change(String site, Function<Book, SiteEntry> change) {
        return replace(book -> book.with(change.apply(book))).require(site);
    }

    private Book replace(UnaryOperator<Book> change) {
        PrivateFiles.folder(file.toAbsolutePath().normalize().resolveSibling(""));
        try (var _ = Lease.take(lock, "the ledger", PATIENCE)) {
            var old = book();
            var fresh = change.apply(old);
            if (!fresh.equals(old)) {
                PrivateFiles.write(file, BookFile.render(fresh));
            }
            return fresh;
        }
    }

    private Book book() {
        return PrivateFiles.read(file)
                .map(text -> BookFile.parse(file.toString(), text))
                .orElse(Book.EMPTY);
    }
}
