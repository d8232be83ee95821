package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one JSON file: read whole, replaced whole, under one lock. Good for hundreds of sites; a database implements
 * {@link Ledger} later.
 */
public final class LedgerFile implements Ledger {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final Path lock;

    private LedgerFile(Path folder) {
        this.file = folder.resolve("ledger.json");
        this.lock = folder.resolve("ledger.lock");
    }

    /** The ledger in this folder; its file appears with the first entry. */
    public static LedgerFile in(Path folder) {
        return new LedgerFile(folder);
    }

    @Override
    public SiteEntry site(String site, String relay, Cidr tunnel, List<String> cameras) {
        return change(site, book -> book.site(site, relay, tunnel, cameras));
    }

    @Override
    public SiteEntry give(SiteWish wish) {
        return change(wish.site(), book -> book.granted(wish));
    }

    @Override
    public SiteEntry propose(SiteWish wish) {
        return book().granted(wish);
    }

    @Override
    public void mayBind(String site, Unit unit) {
        book().with(site, unit);
    }

    @Override
    public Optional<SiteEntry> find(String site) {
        return book().find(site);
    }

    @Override
    public List<SiteEntry> sites() {
        return book().sites();
    }

    @Override
    public Peer peer(String site, String name, Peer.Role role) {
        return peerIn(
                change(site, book -> {
                    var entry = book.require(site);
                    return entry.peer(name).isPresent()
                            ? entry
                            : entry.with(new Peer(name, role, book.freePeer(entry), Optional.empty()));
                }),
                name);
    }

    @Override
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

    @Override
    public void routerKey(String site, String publicKey) {
        change(site, book -> book.require(site).withRouterKey(publicKey));
    }

    @Override
    public void publicPort(String site, String camera, String service, int port) {
        change(site, book -> {
            var wanted = new PublicPort(camera, service, port);
            book.refuseTakenPort(book.require(site), wanted);
            var entry = book.require(site);
            return entry.ports().contains(wanted) ? entry : entry.with(wanted);
        });
    }

    @Override
    public Optional<Unit> unit(String site) {
        return Optional.ofNullable(book().units().get(site));
    }

    @Override
    public void unit(String site, Unit unit) {
        replace(book -> book.with(site, unit));
    }

    @Override
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
