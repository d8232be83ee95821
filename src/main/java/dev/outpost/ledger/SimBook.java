package dev.outpost.ledger;

import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import dev.outpost.at.PinMemory;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Which PIN was sent to which SIM, and which SIM belongs to which site. Neither number is kept: each line has a {@link SlowHash}, in files of
 * their owner alone.
 *
 * <p>{@code sims}: {@code tried SALT HASH TRIES} before a PIN goes out; then {@code good SALT HASH} once it was found right, or {@code wrong SALT
 * HASH}. An earlier version noted no tries.
 */
public final class SimBook implements PinMemory {
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);

    private final Path file;
    private final Path bound;

    /** @param site whose SIM is meant */
    public SimBook(State state, SiteState site) {
        this.file = state.directory().resolve("sims");
        this.bound = site.sim();
    }

    @Override
    public boolean claim(Iccid sim, Pin pin, int triesLeft) throws IOException {
        return locked(() -> {
            if (!history(sim, pin).mayGoOut(triesLeft)) {
                return false;
            }
            PrivateFiles.append(file, "tried " + SlowHash.of(words(sim, pin)) + " " + triesLeft);
            return true;
        });
    }

    @Override
    public void good(Iccid sim, Pin pin) throws IOException {
        note("good ", sim, pin);
    }

    @Override
    public void wrong(Iccid sim, Pin pin) throws IOException {
        note("wrong ", sim, pin);
    }

    private void note(String word, Iccid sim, Pin pin) throws IOException {
        locked(() -> {
            sends(sim, pin).stream()
                    .filter(Send::isOpen)
                    .forEach(send -> PrivateFiles.append(file, word + send.entry()));
            return true;
        });
    }

    /** What became of this PIN in this SIM. */
    public PinMemory.History history(Iccid sim, Pin pin) {
        var sends = sends(sim, pin);
        return new PinMemory.History(
                sends.stream().anyMatch(send -> send.end().equals("good")),
                sends.stream().anyMatch(send -> send.end().equals("wrong")),
                sends.stream().filter(Send::isOpen).map(Send::triesBefore).toList());
    }

    /** Whether the site's card is known already, by a hash. */
    public boolean isBound() {
        return PrivateFiles.read(bound).isPresent();
    }

    /**
     * The card is the site's. The first one of a site becomes it, if it is the one that the saved probe saw. The whole number decides: many cards
     * share what a mask shows.
     *
     * @param probed slow hash of the number that the probe saw; a probe that was saved by an earlier version has none
     */
    public boolean isOf(Iccid sim, Optional<String> probed) {
        var known = PrivateFiles.read(bound).map(String::strip);
        if (known.isPresent()) {
            return SlowHash.matches(known.get(), sim.digits());
        }
        if (probed.filter(mark -> SlowHash.matches(mark, sim.digits())).isEmpty()) {
            return false;
        }
        PrivateFiles.write(bound, SlowHash.of(sim.digits()) + "\n");
        return true;
    }

    /** What tells this PIN from others without telling it. */
    public String mark(Pin pin) {
        return SlowHash.of(pin.reveal());
    }

    public static boolean isMarkOf(String mark, Pin pin) {
        return SlowHash.matches(mark, pin.reveal());
    }

    /**
     * One send.
     *
     * @param end {@code good}, {@code wrong}, or empty: nobody knows
     */
    private record Send(String entry, Optional<Integer> triesBefore, String end) {
        boolean isOpen() {
            return end.isEmpty();
        }
    }

    /** All sends of this PIN to this SIM. */
    private List<Send> sends(Iccid sim, Pin pin) {
        var found = new LinkedHashMap<String, Send>();
        PrivateFiles.read(file).stream().flatMap(String::lines).forEach(line -> {
            var parts = line.split(" ", -1);
            if (parts.length < 3) {
                return;
            }
            var entry = parts[1] + " " + parts[2];
            if (parts[0].equals("tried")) {
                var tries = Optional.of(parts).filter(p -> p.length > 3 && p[3].matches("[0-9]{1,2}"));
                found.put(entry, new Send(entry, tries.map(p -> Integer.parseInt(p[3])), ""));
            } else {
                found.computeIfPresent(entry, (key, send) -> new Send(key, send.triesBefore(), parts[0]));
            }
        });
        var words = words(sim, pin);
        return found.values().stream()
                .filter(send -> SlowHash.matches(send.entry(), words))
                .toList();
    }

    private static String words(Iccid sim, Pin pin) {
        return sim.digits() + " " + pin.reveal();
    }

    private boolean locked(BooleanSupplier work) throws IOException {
        try (var _ = Lease.take(file.resolveSibling("sims.lock"), "the book of SIMs", LOCK_PATIENCE)) {
            return work.getAsBoolean();
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (ProblemException e) {
            throw new IOException(e.problem().what(), e);
        }
    }
}
