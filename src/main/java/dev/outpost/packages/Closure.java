package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.router.InstalledPackage;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.feed.Dependency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a set of packages needs besides what the router has, dependencies first. A name that several packages stand for is met by any of
 * them that is installed or already chosen, else by the one that brings the least along. Circles end where they began.
 */
public final class Closure {
    private final Bundle bundle;
    private final RouterFacts router;
    private final SequencedMap<String, Bundle.Item> found = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();

    public Closure(Bundle bundle, RouterFacts router) {
        this.bundle = bundle;
        this.router = router;
    }

    /**
     * Everything that has to be installed.
     *
     * @throws ProblemException {@code PKG-MISSING} when neither the router nor the bundle has one of them; {@code PKG-KERNEL} when one is
     *     for another kernel; {@code PKG-CONFLICT} when one cannot be beside something installed
     */
    public List<Bundle.Item> of(List<String> names) {
        names.forEach(name -> visit(new Dependency(name, "", "", false), "the site"));
        return List.copyOf(found.values());
    }

    private void visit(Dependency need, String wantedBy) {
        if (need.conflict()) {
            refuseConflict(need, wantedBy);
            return;
        }
        if (need.name().equals("libc") || isMet(need)) {
            return; // every image has the C library, under one name or another
        }
        if (need.name().equals("kernel")) {
            requireKernel(need, wantedBy);
            return;
        }
        take(candidate(need).orElseThrow(() -> missing(need, wantedBy)));
    }

    private boolean isMet(Dependency need) {
        return isInstalled(need)
                || found.values().stream().anyMatch(item -> isOffered(item, need))
                || open.stream().map(bundle.items()::get).anyMatch(item -> item != null && isOffered(item, need));
    }

    private boolean isInstalled(Dependency need) {
        var there = Optional.ofNullable(router.packages().get(need.name())).filter(InstalledPackage::usable);
        return there.isPresent() ? need.accepts(there.get().version()) : router.offers(need.name());
    }

    private static boolean isOffered(Bundle.Item item, Dependency need) {
        return item.name().equals(need.name())
                ? need.accepts(item.version())
                : item.provides().contains(need.name());
    }

    private void requireKernel(Dependency need, String wantedBy) {
        if (!need.operator().isEmpty() && !need.accepts(router.board().kernel())) {
            throw new ProblemException(ProblemCode.PKG_KERNEL.problem(
                    wantedBy + " is for kernel " + need.version() + "; the router runs "
                            + router.board().kernel(),
                    "a kernel module of another build installs and then does not load",
                    Bundle.fetchCommand(router.board())));
        }
    }

    private void take(Bundle.Item item) {
        open.add(item.name());
        for (var dependency : item.depends()) {
            visit(dependency, item.name());
        }
        found.put(item.name(), item);
    }

    private Optional<Bundle.Item> candidate(Dependency need) {
        var named = Optional.ofNullable(bundle.items().get(need.name())).filter(item -> isOffered(item, need));
        if (named.isPresent()) {
            return named;
        }
        return bundle.items().values().stream()
                .filter(item -> isOffered(item, need))
                .min(Comparator.comparingInt((Bundle.Item item) -> brings(item).size())
                        .thenComparing(Bundle.Item::name));
    }

    /** Names that an item would bring along. */
    private Set<String> brings(Bundle.Item item) {
        var all = new HashSet<String>();
        var todo = new ArrayList<>(List.of(item));
        while (!todo.isEmpty()) {
            var next = todo.removeLast();
            if (all.add(next.name())) {
                next.depends().stream()
                        .filter(need -> !isInstalled(need))
                        .map(need -> bundle.items().get(need.name()))
                        .filter(other -> other != null)
                        .forEach(todo::add);
            }
        }
        return all;
    }

    private void refuseConflict(Dependency need, String wantedBy) {
        var there = Optional.ofNullable(router.packages().get(need.name()))
                .filter(InstalledPackage::usable)
                .filter(each -> need.accepts(each.version()));
        if (there.isPresent()) {
            throw new ProblemException(ProblemCode.PKG_CONFLICT.problem(
                    wantedBy + " cannot be beside " + need.name() + ", which is installed",
                    "the packages say so themselves",
                    "remove it on the router: "
                            + (router.board().manager() == RouterFacts.Manager.APK ? "apk del " : "opkg remove ")
                            + need.name()));
        }
    }

    private ProblemException missing(Dependency need, String wantedBy) {
        var other = Optional.ofNullable(router.packages().get(need.name()))
                .filter(InstalledPackage::usable)
                .map(there -> "; the router has " + there.version())
                .orElse("");
        return new ProblemException(ProblemCode.PKG_MISSING.problem(
                "package " + need + " is neither on the router nor in " + bundle.folder() + other,
                wantedBy.equals("the site") ? "the site needs it" : wantedBy + " depends on it",
                Bundle.fetchCommand(router.board()) + ", then run the same command again"));
    }
}
