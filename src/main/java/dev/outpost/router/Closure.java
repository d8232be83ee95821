package dev.outpost.router;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What a set of packages needs besides what the router has: dependencies first. */
final class Closure {
    private final Bundle bundle;
    private final RouterFacts router;
    private final SequencedMap<String, Bundle.Item> found = new LinkedHashMap<>();

    Closure(Bundle bundle, RouterFacts router) {
        this.bundle = bundle;
        this.router = router;
    }

    /** @throws ProblemException {@code PKG-MISSING} when neither the router nor the bundle has one of them */
    List<Bundle.Item> of(List<String> names) {
        names.forEach(name -> visit(name, name));
        return List.copyOf(found.values());
    }

    private void visit(String name, String wantedBy) {
        if (found.containsKey(name) || name.equals("libc") || router.has(name)) {
            return;
        }
        var item = bundle.items().get(name);
        if (item == null) {
            if (name.equals("kernel")) {
                return; // compared by its build hash
            }
            throw new ProblemException(Problem.blocked(
                    "PKG-MISSING",
                    "package " + name + " is neither on the router nor in " + bundle.folder(),
                    wantedBy.equals(name) ? "the site needs it" : wantedBy + " depends on it",
                    "fetch it into the bundle, then run the same command again"));
        }
        found.put(name, item);
        item.depends().forEach(dependency -> visit(dependency, name));
    }
}
