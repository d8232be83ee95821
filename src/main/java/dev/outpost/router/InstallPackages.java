package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import java.util.List;

/**
 * Makes packages be installed, from a bundle: the router has no internet yet.
 *
 * @param bundle where they come from; asked only when something is missing
 * @param names what is wanted, without dependencies
 */
public record InstallPackages(java.util.function.Supplier<Bundle> bundle, List<String> names)
        implements Step<RouterFacts> {
    /** jffs2 wants about five free erase blocks of 64 KiB to collect garbage; half of it is kept besides the guard's copy. */
    public static final long SLACK = 160L << 10;

    public InstallPackages {
        names = List.copyOf(names);
    }

    @Override
    public String title() {
        return "the router has the drivers and programs that it needs";
    }

    @Override
    public Finding check(RouterFacts router) {
        var missing = names.stream().filter(name -> !router.has(name)).toList();
        if (missing.isEmpty()) {
            return Finding.satisfied("installed: " + String.join(", ", names));
        }
        if (router.board().manager() != RouterFacts.Manager.OPKG) {
            return Finding.blocked(Problem.blocked(
                    "PKG-MANAGER",
                    "the router's package manager is "
                            + router.board().manager().name().toLowerCase(java.util.Locale.ROOT),
                    "only opkg (OpenWrt 23.05 and 24.10) is known so far",
                    "flash OpenWrt 24.10"));
        }
        try {
            var from = bundle.get();
            return unfit(from, router).orElseGet(() -> fitting(new Closure(from, router).of(missing), router));
        } catch (ProblemException e) {
            return Finding.blocked(e.problem());
        }
    }

    private static java.util.Optional<Finding> unfit(Bundle bundle, RouterFacts router) {
        if (bundle.kernel().equals(router.board().kernel())
                && bundle.target().equals(router.board().target())) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(Finding.blocked(Problem.blocked(
                "PKG-KERNEL",
                "the bundle is for " + bundle.target() + ", kernel " + bundle.kernel() + "; the router runs "
                        + router.board().target() + ", kernel " + router.board().kernel(),
                "a kernel module of another build installs and then does not load",
                "fetch the packages for OpenWrt " + router.board().release() + " "
                        + router.board().target())));
    }

    private static Finding fitting(List<Bundle.Item> items, RouterFacts router) {
        var cost = items.stream().mapToLong(Bundle.Item::installed).sum();
        var free = router.space().flashFree();
        if (cost + SLACK > free) {
            return Finding.blocked(Problem.blocked(
                    "FLASH-TOO-SMALL",
                    items.size() + " packages take " + kib(cost) + " and " + kib(SLACK) + " must stay free, but only "
                            + kib(free) + " of flash are left",
                    "the router's flash is too small for them, or holds too much already",
                    "remove packages that the site does not need, or use an image that holds these already"));
        }
        return new Finding.Needed(items.stream()
                .<dev.outpost.step.Change>map(item -> new RouterChange.Install(item))
                .toList());
    }

    static String kib(long bytes) {
        return (bytes + 1023) / 1024 + " KiB";
    }
}
