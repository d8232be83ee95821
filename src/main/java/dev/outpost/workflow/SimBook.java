package dev.outpost.workflow;

import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import dev.outpost.at.PinMemory;
import dev.outpost.ledger.Lease;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Which PIN was sent to which SIM, and which SIM belongs to which site. Neither number is kept: each line has a salt of its own and a slow hash
 * (PBKDF2 with HMAC-SHA-256), in files of their owner alone.
 *
 * <p>{@code sims}: {@code tried SALT HASH} before a PIN goes out, {@code good SALT HASH} once it was found right.
 */
final class SimBook implements PinMemory {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);
    private static final int ROUNDS = 50_000;
    private static final int BITS = 256;
    private static final int SALT = 16;

    private final Path file;
    private final Path bound;
    private final SecureRandom random = new SecureRandom();

    /** @param site whose SIM is meant */
    SimBook(State state, SiteState site) {
        this.file = state.directory().resolve("sims");
        this.bound = site.sim();
    }

    @Override
    public boolean claim(Iccid sim, Pin pin) throws IOException {
        return locked(() -> {
            if (find(sim, pin).isPresent()) {
                return false;
            }
            var salt = new byte[SALT];
            random.nextBytes(salt);
            PrivateFiles.append(file, "tried " + entry(salt, words(sim, pin)));
            return true;
        });
    }

    @Override
    public void good(Iccid sim, Pin pin) throws IOException {
        locked(() -> {
            find(sim, pin).ifPresent(entry -> PrivateFiles.append(file, "good " + entry));
            return true;
        });
    }

    /**
     * The card is the site's. The first one of a site becomes it, if the saved probe saw the same.
     *
     * @param probed masked number of the card that the probe saw
     */
    boolean isOf(Iccid sim, Optional<String> probed) {
        var known = PrivateFiles.read(bound).map(String::strip);
        if (known.isPresent()) {
            return matches(known.get(), sim.digits());
        }
        if (probed.filter(sim.masked()::equals).isEmpty()) {
            return false;
        }
        var salt = new byte[SALT];
        random.nextBytes(salt);
        PrivateFiles.write(bound, entry(salt, sim.digits()) + "\n");
        return true;
    }

    /** What tells this PIN from others without telling it. */
    String mark(Pin pin) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return entry(salt, pin.reveal());
    }

    static boolean isMarkOf(String mark, Pin pin) {
        return matches(mark, pin.reveal());
    }

    /** The line's entry of a PIN that was tried and not found right since. */
    private Optional<String> find(Iccid sim, Pin pin) {
        Set<String> open = new LinkedHashSet<>();
        PrivateFiles.read(file).stream().flatMap(String::lines).forEach(line -> {
            if (line.startsWith("tried ")) {
                open.add(line.substring(6));
            } else if (line.startsWith("good ")) {
                open.remove(line.substring(5));
            }
        });
        return open.stream().filter(entry -> matches(entry, words(sim, pin))).findFirst();
    }

    private static boolean matches(String entry, String words) {
        var parts = entry.split(" ", -1);
        return parts.length == 2
                && parts[0].matches("(?:[0-9a-f]{2})+")
                && entry(HexFormat.of().parseHex(parts[0]), words).equals(entry);
    }

    private static String words(Iccid sim, Pin pin) {
        return sim.digits() + " " + pin.reveal();
    }

    private static String entry(byte[] salt, String words) {
        try {
            var spec = new PBEKeySpec(words.toCharArray(), salt, ROUNDS, BITS);
            var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return HexFormat.of().formatHex(salt) + " " + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean locked(Work work) throws IOException {
        try (var _ = Lease.take(file.resolveSibling("sims.lock"), "the book of SIMs", LOCK_PATIENCE)) {
            return work.run();
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (ProblemException e) {
            throw new IOException(e.problem().what(), e);
        }
    }

    /** What is done while nobody else does it. */
    @FunctionalInterface
    private interface Work {
        boolean run();
    }
}
