package dev.outpost.reach;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SiteState;
import dev.outpost.shell.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of those who look at a site: born on this laptop, and handed over with their pages. */
public final class GuestKeys {
    private static final List<String> KEPT = List.of(".key", ".conf", ".html");

    private final SiteState state;

    public GuestKeys(SiteState state) {
        this.state = state;
    }

    /** The private key of a guest, where it was born here. */
    public Optional<Secret> privateKey(String guest) {
        return PrivateFiles.read(file(guest))
                .map(text -> Secret.of(text.lines().findFirst().orElse("")));
    }

    /** A key is on the disk before anybody hears of it: a run that dies in between finds it again. */
    public void bear(String guest, Ledger ledger) {
        var kept = PrivateFiles.read(file(guest)).map(text -> text.lines().toList());
        if (kept.isPresent() && kept.get().size() == 2) {
            ledger.peerKey(state.site(), guest, kept.get().getLast());
            return;
        }
        var key = WireGuardKey.born();
        PrivateFiles.write(file(guest), key.privateKey().reveal() + "\n" + key.publicKey() + "\n");
        ledger.peerKey(state.site(), guest, key.publicKey());
    }

    /** Whether something of a guest is kept here: its key, or what it was handed. */
    public boolean knows(String guest) {
        return KEPT.stream().anyMatch(ending -> Files.exists(state.viewers().resolve(guest + ending)));
    }

    /** A guest's key and what it was handed are nobody's any more. */
    public void forget(String guest) {
        KEPT.forEach(ending -> PrivateFiles.delete(state.viewers().resolve(guest + ending)));
    }

    private Path file(String guest) {
        return state.viewers().resolve(guest + ".key");
    }
}
