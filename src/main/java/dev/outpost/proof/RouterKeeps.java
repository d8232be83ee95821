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
 */
public record RouterKeeps(Instant at, Optional<DataUsed> data) {
    /** A router that was not asked. */
    static RouterKeeps nothing(Instant at) {
        return new RouterKeeps(at, Optional.empty());
    }

    /** Reads what {@code kept-look.sh} printed. */
    static RouterKeeps of(Instant at, List<String> lines) {
        return new RouterKeeps(at, DataUsed.of(lines));
    }

    void tell(Narrator narrator) {
        data.ifPresent(used -> {
            if (used.isLow()) {
                narrator.warned("data: " + used.words(at));
            } else {
                narrator.saw("data", used.words(at));
            }
        });
    }

    /** Part of {@code outpost.doctor/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object("data", data.map(used -> used.json(at)));
    }
}
