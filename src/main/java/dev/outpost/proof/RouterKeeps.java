package dev.outpost.proof;

import dev.outpost.step.Narrator;
import dev.outpost.text.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a router keeps about its own days.
 *
 * @param at when it was asked
 * @param data what was used of the month's; absent where nobody counts
 * @param healed when the line fell silent, what was tried, what helped; the oldest first
 */
public record RouterKeeps(Instant at, Optional<DataUsed> data, List<Healing> healed) {
    /** A person reads the newest ones; the document has them all. */
    private static final int TOLD = 5;

    public RouterKeeps {
        healed = List.copyOf(healed);
    }

    /** A router that was not asked. */
    static RouterKeeps nothing(Instant at) {
        return new RouterKeeps(at, Optional.empty(), List.of());
    }

    /** Reads what {@code kept-look.sh} printed. */
    static RouterKeeps of(Instant at, List<String> lines) {
        return new RouterKeeps(at, DataUsed.of(lines), Healing.of(lines));
    }

    void tell(Narrator narrator) {
        data.ifPresent(used -> {
            if (used.isLow()) {
                narrator.warned("data: " + used.words(at));
            } else {
                narrator.saw("data", used.words(at));
            }
        });
        healed.stream()
                .skip(Math.max(0, healed.size() - TOLD))
                .forEach(healing -> narrator.saw("the line fell silent", healing.words()));
    }

    /** Part of {@code outpost.doctor/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "data",
                data.map(used -> used.json(at)),
                "healing",
                healed.stream().map(Healing::json).toList());
    }
}
