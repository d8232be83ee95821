package dev.outpost.packages;

import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a bundle can be for, and the packages that are asked for by name then (facts/openwrt.md#package-sets). */
final class Purposes {
    private static final String SPARES = "spares";
    private static final UplinkHandlers HANDLERS = UplinkHandlers.shipped();

    private Purposes() {}

    /** Every word, in the order of the help. */
    static Set<String> words() {
        var words = new LinkedHashSet<>(List.of(UplinkKind.words()));
        words.addAll(HANDLERS.besides().keySet());
        words.add(SPARES);
        return words;
    }

    /** Without a wish: every uplink and the tunnel. */
    static List<String> usual() {
        var usual = new ArrayList<>(List.of(UplinkKind.words()));
        HANDLERS.besides().forEach((word, row) -> {
            if (row.usual()) {
                usual.add(word);
            }
        });
        return usual;
    }

    /** @throws ProblemException exit 2, with the nearest known word */
    static Collection<String> packages(Collection<String> wishes) {
        var names = new LinkedHashSet<String>();
        for (var wish : wishes) {
            names.addAll(UplinkKind.of(wish)
                    .<Collection<String>>map(HANDLERS::packages)
                    .or(() -> Optional.ofNullable(HANDLERS.besides().get(wish)).map(UplinkHandlers.Besides::packages))
                    .or(() -> Optional.of(HANDLERS.packagesOfAny()).filter(any -> wish.equals(SPARES)))
                    .orElseThrow(() -> unknown(wish)));
        }
        if (!HANDLERS.besides().keySet().containsAll(wishes)) {
            names.addAll(HANDLERS.storagePackages());
        }
        return names;
    }

    private static ProblemException unknown(String wish) {
        return new ProblemException(ProblemCode.USAGE_MISTAKE.problem(
                "a bundle cannot be for '" + wish + "'",
                "expected " + String.join(", ", words())
                        + Nearest.near(wish, words())
                                .map(near -> "; the nearest is '" + near + "'")
                                .orElse(""),
                "outpost bundle --help"));
    }
}
