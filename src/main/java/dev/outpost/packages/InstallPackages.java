package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterFacts.Manager;
import dev.outpost.router.RouterFacts.Overlay;
import dev.outpost.router.SizeMeaning;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import dev.outpost.text.feed.KernelBuild;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes packages be installed, from a bundle: the router has no internet yet.
 *
 * @param bundle where they come from; asked only when something is missing
 * @param names what is wanted, without dependencies
 * @param spares those of them that only spare dongles need
 */
public record InstallPackages(Supplier<Bundle> bundle, List<String> names, Set<String> spares)
        implements Step<RouterFacts> {
    /** jffs2 wants about five free erase blocks of 64 KiB to collect garbage; half of it is kept besides the guard's copy. */
    public static final long SLACK = 160L << 10;

    /** What the router's programs need besides the package files in /tmp (bytes). */
    private static final long RAM_SLACK = 4L << 20;

    /**
     * Files that a package brings, each with a last block that it fills in part: a driver has its module and its line in /etc/modules.d, and
     * opkg keeps its list, its control file and two scripts beside them.
     */
    private static final long FILES = 6;

    /** The file itself, what is unpacked of it, and some air. */
    private static final int UNPACKED = 3;

    public InstallPackages {
        names = List.copyOf(names);
        spares = Set.copyOf(spares);
    }

    public InstallPackages(Supplier<Bundle> bundle, List<String> names) {
        this(bundle, names, Set.of());
    }

    @Override
    public String title() {
        return "the router has the drivers and programs that it needs";
    }

    @Override
    public Finding check(RouterFacts router) {
        var missing = missing(router, EnumSet.allOf(Purpose.class));
        if (missing.isEmpty()) {
            return Finding.satisfied("installed: " + String.join(", ", names));
        }
        try {
            refuseUnwritable(router);
            var from = bundle.get();
            refuseUnfit(from, router);
            var items = new Closure(from, router).of(missing);
            refuseTooBig(from, items, router);
            if (from.hasFiles()) {
                items.forEach(from::read); // a flipped bit is seen before anything is changed
            }
            return new Finding.Needed(
                    items.stream().<Change>map(RouterChange.Install::new).toList());
        } catch (ProblemException e) {
            return Finding.blocked(e.problem());
        }
    }

    private List<String> missing(RouterFacts router, Set<Purpose> purposes) {
        var kept = names.stream()
                .filter(name -> purposes.contains(Purpose.of(name, spares)))
                .toList();
        var halves = router.halfInstalled();
        return Stream.concat(
                        kept.stream().filter(name -> !router.offers(name)),
                        halves.isEmpty() ? Stream.of() : needed(kept, router).filter(halves::contains))
                .distinct()
                .toList();
    }

    /** What these need, as far as the shipped table knows: a dependency may be half installed although what needs it is whole. */
    private static Stream<String> needed(List<String> wanted, RouterFacts router) {
        var table = PackageTable.shipped();
        return table.release(router.board().release()).orElseGet(table::sized).closure(wanted, List.of()).stream()
                .map(PackageRelease.Entry::name);
    }

    private static void refuseUnwritable(RouterFacts router) {
        if (router.board().manager() == Manager.NONE) {
            throw blocked(
                    ProblemCode.PKG_MANAGER,
                    "the router has neither opkg nor apk",
                    "its image was built without a package manager",
                    "flash a release image of OpenWrt, or an image that holds these packages");
        }
        if (router.space().overlay() == Overlay.NOT_YET) {
            throw blocked(
                    ProblemCode.FLASH_NOT_YET,
                    "the router's flash is still being prepared",
                    "after the first start it takes minutes; what is written before lives in RAM",
                    "wait three minutes, then run the same command again");
        }
        if (router.space().overlay() == Overlay.READ_ONLY) {
            throw blocked(
                    ProblemCode.FLASH_READ_ONLY,
                    "the router's flash came up read-only",
                    "it is full: not even a file can be removed",
                    "reset the router (hold reset for 10 s), then run the same command again");
        }
    }

    private static void refuseUnfit(Bundle bundle, RouterFacts router) {
        var board = router.board();
        if (!KernelBuild.same(bundle.kernel(), board.kernel())
                || !bundle.target().equals(board.target())) {
            throw blocked(
                    ProblemCode.PKG_KERNEL,
                    "the bundle is for " + bundle.target() + ", kernel " + bundle.kernel() + "; the router runs "
                            + board.target() + ", kernel " + (board.kernel().isEmpty() ? "unknown" : board.kernel()),
                    "a kernel module of another build installs and then does not load",
                    "fetch the packages for this router: " + Bundle.fetchCommand(board));
        }
    }

    private void refuseTooBig(Bundle from, List<Bundle.Item> items, RouterFacts router) {
        if (items.stream().allMatch(Bundle.Item::isForeseen)) {
            return; // what the table foresees is shown; what the feed has, decides
        }
        var cost = FlashCost.of(items, router);
        var free = router.space().flashFree();
        if (cost.total() + SLACK > free) {
            throw blocked(
                    ProblemCode.FLASH_TOO_SMALL,
                    cost.words() + " and " + kib(SLACK) + " must stay free, but only " + kib(free)
                            + " of flash are left",
                    "the router's flash is too small for them, or holds too much already (sizes: "
                            + cost.meaning().words()
                            + (router.space().block() > 1
                                    ? "; each file takes whole blocks of "
                                            + kib(router.space().block())
                                    : "")
                            + ")",
                    leaveOut(from, router, free));
        }
        var ram = router.space().ramFree();
        if (ram > 0 && UNPACKED * largest(items) + RAM_SLACK > ram) {
            throw blocked(
                    ProblemCode.RAM_TOO_SMALL,
                    "the largest package has " + kib(largest(items)) + " and needs " + UNPACKED
                            + " times as much of RAM while it is installed, but only " + kib(ram) + " are left",
                    "it lies in /tmp while it is installed, and /tmp is RAM",
                    "restart the router, then run the same command again");
        }
    }

    private static long largest(List<Bundle.Item> items) {
        return items.stream().mapToLong(item -> item.size().orElse(0L)).max().orElse(0);
    }

    /** Whether a router's RAM holds all of them at once; else they have to come one by one. */
    public static boolean fitRam(List<Bundle.Item> items, RouterFacts router) {
        var files = items.stream().mapToLong(item -> item.size().orElse(0L)).sum();
        var ram = router.space().ramFree();
        return ram == 0 || files + UNPACKED * largest(items) + RAM_SLACK <= ram;
    }

    /** The least that has to be given up. */
    private String leaveOut(Bundle from, RouterFacts router, long free) {
        var kept = EnumSet.allOf(Purpose.class);
        var advice = new ArrayList<String>();
        for (var purpose : Purpose.values()) {
            var before = cost(from, router, kept);
            kept.remove(purpose);
            var after = cost(from, router, kept);
            if (purpose == Purpose.UPLINK || before.isEmpty() || after.isEmpty() || before.get() <= after.get()) {
                continue;
            }
            advice.add("without " + purpose.words() + " " + kib(before.get() - after.get()) + " less: "
                    + purpose.giveUp());
            if (after.get() + SLACK <= free) {
                return "leave out what the site can do without, and it fits: " + String.join("; ", advice);
            }
        }
        return "remove packages that the site does not need, or flash an image that holds these already (inside the image they take"
                + " half)" + (advice.isEmpty() ? "" : "; this is not enough: " + String.join("; ", advice));
    }

    private Optional<Long> cost(Bundle from, RouterFacts router, Set<Purpose> purposes) {
        try {
            var items = new Closure(from, router).of(missing(router, purposes));
            return Optional.of(FlashCost.of(items, router).total());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static ProblemException blocked(ProblemCode code, String what, String because, String next) {
        return new ProblemException(new Problem(code, what, because, next));
    }

    private static String kib(long bytes) {
        return (bytes + 1023) / 1024 + " KiB";
    }

    /**
     * What packages take of the flash.
     *
     * @param known bytes of those whose size is known, whole blocks included
     * @param guessed bytes set aside for the others
     * @param unknown names of the others
     */
    private record FlashCost(int packages, long known, long guessed, List<String> unknown, SizeMeaning meaning) {
        FlashCost {
            unknown = List.copyOf(unknown);
        }

        static FlashCost of(List<Bundle.Item> items, RouterFacts router) {
            var meaning = SizeMeaning.of(router.board().release());
            var filled = router.space().block() > 1
                    ? items.size() * FILES * router.space().block()
                    : 0;
            var unsized =
                    items.stream().filter(item -> meaning.cost(item).isEmpty()).toList();
            return new FlashCost(
                    items.size(),
                    items.stream()
                                    .flatMap(item -> meaning.cost(item).stream())
                                    .mapToLong(bytes -> bytes)
                                    .sum()
                            + filled,
                    unsized.stream().mapToLong(meaning::guess).sum(),
                    unsized.stream().map(Bundle.Item::name).toList(),
                    meaning);
        }

        long total() {
            return known + guessed;
        }

        /** "13 packages take 240 KiB". */
        String words() {
            var all = packages + (packages == 1 ? " package takes " : " packages take ");
            if (unknown.isEmpty()) {
                return all + kib(known);
            }
            return all + (known == 0 ? "" : kib(known) + " and ") + "an unknown size, guessed at "
                    + kib(guessed) + " ("
                    + unknown.stream().limit(3).collect(Collectors.joining(", "))
                    + (unknown.size() > 3 ? " and " + (unknown.size() - 3) + " more" : "") + ")";
        }
    }
}
