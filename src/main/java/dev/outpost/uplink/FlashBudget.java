package dev.outpost.uplink;

import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageRelease;
import dev.outpost.packages.PackageTable;
import java.util.List;
import java.util.Optional;

/** Whether packages fit into the flash that a freshly flashed router has left. */
final class FlashBudget {
    /** Sizes of one processor stand in for another's: tens of percent off. */
    private static final double OTHER_PROCESSOR = 1.5;
    /** Set aside for each package whose size is known nowhere (bytes). */
    private static final long UNKNOWN_PACKAGE = 64L << 10;

    private final PackageTable table;
    private final PackageRelease release;
    private final RouterBoard board;

    FlashBudget(PackageTable table, PackageRelease release, RouterBoard board) {
        this.table = table;
        this.release = release;
        this.board = board;
    }

    RouterFit.Flash of(List<PackageRelease.Entry> packages) {
        var sized = table.sized();
        var own = packages.stream().allMatch(p -> p.bytes().isPresent());
        var sizes = packages.stream()
                .map(p -> p.bytes()
                        .or(() -> Optional.ofNullable(sized.packages().get(p.name()))
                                .flatMap(PackageRelease.Entry::bytes)))
                .toList();
        var estimate = sizes.stream().mapToLong(s -> s.orElse(0L)).sum();
        var unknown = packages.stream()
                .filter(p -> sizes.get(packages.indexOf(p)).isEmpty())
                .map(PackageRelease.Entry::name)
                .toList();
        var free = board.seenFree().or(board::freeAtLeast);
        return new RouterFit.Flash(
                own ? Optional.of(estimate) : Optional.empty(),
                estimate,
                unknown,
                InstallPackages.SLACK,
                free,
                fits(estimate, unknown.size(), free),
                "sizes: " + (release.isSized() ? release : sized).source()
                        + ofAnother(release.isSized() ? release : sized)
                        + (release.isSized() ? "" : "; the sizes of " + release.series() + " are not known"));
    }

    private String ofAnother(PackageRelease measured) {
        return board.target().equals(Optional.of(measured.target()))
                ? ""
                : ", not this board's target"
                        + board.target().map(t -> " (" + t + ")").orElse("")
                        + "; other processors differ by tens of percent";
    }

    /** Yes only with room for all that is uncertain; no only where the free flash was seen. */
    private Optional<Boolean> fits(long estimate, int unknown, Optional<Long> free) {
        var surely = (long) (estimate * OTHER_PROCESSOR) + unknown * UNKNOWN_PACKAGE + InstallPackages.SLACK;
        if (free.filter(f -> f >= surely).isPresent()) {
            return Optional.of(true);
        }
        return board.seenFree()
                .filter(f -> f < estimate + InstallPackages.SLACK)
                .map(f -> false);
    }
}
