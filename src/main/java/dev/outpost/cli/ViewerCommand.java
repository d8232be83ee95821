package dev.outpost.cli;

import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.site.SiteFiles;
import dev.outpost.workflow.Viewers;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "viewer",
        description = "who may look at a site: one more, one less, or a new key for a lost phone",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost viewer add barn-north.yaml tablet"})
final class ViewerCommand extends Work {
    private static final String SITE = "a site file";
    private static final String NAME = "whose device: a-z, 0-9 and -";

    @Command(
            name = "add",
            description = {
                "writes the viewer into the site file, lets it in at the relay, writes its SECRET page;",
                "behind a relay the router is not touched, nor needed; where it is the viewers' end it is changed"
            },
            footer = {"", "Example:", "  outpost viewer add barn-north.yaml tablet"})
    int add(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return run(site, Verb.add, name);
    }

    @Command(
            name = "remove",
            description = "takes the viewer out of the site file and off the relay: its key opens nothing any more",
            footer = {"", "Example:", "  outpost viewer remove barn-north.yaml phone"})
    int remove(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return run(site, Verb.remove, name);
    }

    @Command(
            name = "reissue",
            description = "a new key and page for a viewer or admin; what has the old one sees nothing any more",
            footer = {"", "Example:", "  outpost viewer reissue barn-north.yaml phone"})
    int reissue(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return run(site, Verb.reissue, name);
    }

    private int run(Path file, Verb verb, String name) {
        var viewers = new Viewers(
                frame().state(),
                frame().relays(),
                frame().secrets(),
                frame().around().clock(),
                frame().narrator());
        return frame().finish(viewers.run(SiteFiles.site(file), verb, name, frame().apply(_ -> frame().narrator())))
                .code();
    }
}
