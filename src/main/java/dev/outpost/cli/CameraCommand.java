package dev.outpost.cli;

import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.workflow.CameraWork;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "camera",
        description = "the cameras of a site: set up a fresh one, restart one that hangs",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost camera setup barn-north.yaml yard"})
final class CameraCommand {
    private static final String SITE = "a site file";
    private static final String ROUTER = "where the router answers, instead of what the file says";

    private final Frame frame;

    CameraCommand(Frame frame) {
        this.frame = frame;
    }

    @Command(
            name = "setup",
            description = {
                "what setup: of the site file asks for: a fresh camera gets its password, a viewer's user, clock,",
                "small stream, address and gateway; each change is shown, and read back; a second run writes nothing"
            },
            footer = {"", "Example:", "  outpost camera setup barn-north.yaml yard"})
    int setup(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(
                            paramLabel = "CAMERA",
                            arity = "0..1",
                            description = "its name; all that have setup: where none is named")
                    @Nullable
                    String camera,
            @Option(names = "--router", paramLabel = "ADDR", description = ROUTER) @Nullable String router) {
        return frame.finish(work().setUp(site(site, router), Optional.ofNullable(camera)))
                .code();
    }

    @Command(
            name = "restart",
            description = "by the power of the router's port where it feeds the camera, else by the camera's own word",
            footer = {"", "Example:", "  outpost camera restart barn-north.yaml yard"})
    int restart(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "CAMERA", description = "its name in the site file") String camera,
            @Option(names = "--router", paramLabel = "ADDR", description = ROUTER) @Nullable String router) {
        return frame.finish(work().restart(site(site, router), camera)).code();
    }

    private static Site site(Path file, @Nullable String router) {
        var site = SiteFiles.site(file);
        return router == null ? site : site.reachedAt(InspectCommand.reach(router));
    }

    private CameraWork work() {
        return new CameraWork(
                frame.here(), frame.relays(), frame.secrets(), frame.around().clock(), frame.narrator());
    }
}
