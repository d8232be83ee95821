package dev.outpost.reach;

import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFileEdit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What cannot be done about a viewer, and what can instead. */
public final class ViewerRefusals {
    private ViewerRefusals() {}

    /** What is done about a viewer, as the command line names it. */
    public enum Verb {
        add,
        remove,
        reissue;

        /** What it makes of the site file. */
        public SiteFileEdit edit(Site site, String name) {
            return switch (this) {
                case add -> SiteFileEdit.withViewer(site, name);
                case remove -> SiteFileEdit.withoutViewer(site, name);
                case reissue -> SiteFileEdit.none(site);
            };
        }
    }

    /** @throws ProblemException exit 2 */
    public static void refuse(Site site, Verb verb, String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,30}") || name.equals(TunnelPlan.PROOF)) {
            throw mistake("'" + name + "' is no name for a viewer", "a name has a-z, 0-9 and -", "choose another one");
        }
        var isAdmin = site.admins().contains(name);
        if (isAdmin && verb != Verb.reissue) {
            throw mistake(
                    name + " is an admin of site " + site.name() + ", no viewer",
                    "admins stand under admins: in " + site.file(),
                    "change that list by hand, then: outpost apply " + site.file());
        }
        if (verb == Verb.reissue && !isAdmin && !site.viewers().contains(name)) {
            var known = Stream.concat(site.viewers().stream(), site.admins().stream())
                    .collect(Collectors.joining(", "));
            throw mistake(
                    "nobody called " + name + " looks at site " + site.name(),
                    known.isEmpty() ? "nobody does yet" : "those who do are " + known,
                    "outpost viewer add " + site.file() + " " + name);
        }
    }

    /** @throws ProblemException {@code WAY-NO-RELAY} where viewers have nothing to come through */
    public static RelayFile relay(Site site) {
        return site.access()
                .tunnelRelay()
                .orElseThrow(() -> new ProblemException(ProblemCode.WAY_NO_RELAY.problem(
                        "site " + site.name() + " has no relay that viewers come through",
                        site.file() + " names none, or another way in",
                        "write relay: NAME under access:, then: outpost apply " + site.file())));
    }

    public static ProblemException notCarried(Site site, RelayFile relay) {
        return new ProblemException(ProblemCode.SITE_NOT_APPLIED.problem(
                "the relay " + relay.name() + " does not carry site " + site.name() + " yet",
                "its viewers come with the first apply",
                "outpost apply " + site.file()));
    }

    public static ProblemException notKnown(Site site, RelayFile relay) {
        return new ProblemException(ProblemCode.SITE_NOT_APPLIED.problem(
                "this computer knows nothing of site " + site.name() + " yet",
                "it was never applied from here",
                "outpost apply " + site.file() + "; where another computer did: outpost relay recover "
                        + relay.file()));
    }

    private static ProblemException mistake(String what, String because, String next) {
        return new ProblemException(ProblemCode.USAGE_MISTAKE.problem(what, because, next));
    }
}
