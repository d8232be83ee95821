package dev.outpost.cli;

import dev.outpost.camera.FoundCamera;
import dev.outpost.run.CameraSearch;
import dev.outpost.run.CameraWork;
import dev.outpost.site.SiteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "camera",
        description = "cameras: find them, set up a fresh one, restart one that hangs",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost camera setup barn-north.yaml yard"})
final class CameraCommand extends Work {
    private static final String SITE = "a site file";
    private static final String ROUTER = "where the router answers, instead of what the file says";

    @Command(
            name = "setup",
            description = {
                "makes a fresh camera what the site file's setup asks for:",
                "it gets its password, a viewer's user, clock, small stream, address and gateway; each change is",
                "shown, and read back; a second run writes nothing"
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
        return frame().finish(cameras()
                        .setUp(RunOptions.Sites.reached(SiteFiles.site(site), router), Optional.ofNullable(camera)))
                .code();
    }

    @Command(
            name = "restart",
            description = "by the power of the router's port, else by the camera's own word",
            footer = {"", "Example:", "  outpost camera restart barn-north.yaml yard"})
    int restart(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "CAMERA", description = "its name in the site file") String camera,
            @Option(names = "--router", paramLabel = "ADDR", description = ROUTER) @Nullable String router) {
        return frame().finish(cameras().restart(RunOptions.Sites.reached(SiteFiles.site(site), router), camera))
                .code();
    }

    @Command(
            name = "find",
            description = {
                "cameras behind each wired interface, or on a router's LAN:",
                "address, MAC, maker, activated or not, ONVIF on or off, the line for the site file; sets nothing,",
                "logs in to nobody"
            },
            footer = {
                "",
                "Examples:",
                "  outpost camera find",
                "  outpost camera find barn-north.yaml",
                "  outpost camera find --on-router 192.168.1.1"
            })
    int find(
            @Parameters(
                            paramLabel = "SITE",
                            arity = "0..1",
                            description = "look from this site's router; absent: from this computer")
                    @Nullable
                    Path site,
            @Option(
                            names = "--on-router",
                            paramLabel = "ADDR",
                            description = "look from an OpenWrt router: HOST, HOST:PORT, [fe80::...%%eth0]")
                    @Nullable
                    String router,
            @Option(
                            names = "--interface",
                            paramLabel = "NAME",
                            description = "look behind this one only, whatever kind it is; may be given again")
                    @Nullable
                    List<String> interfaces)
            throws IOException {
        if (site != null && router != null) {
            throw RunOptions.mistake("a site and --on-router name two routers", "outpost camera find SITE");
        }
        frame().console().fleeting("asking who is a camera");
        var found = site != null
                ? cameras().find(SiteFiles.site(site))
                : router != null
                        ? cameras().find(FindCommand.Look.reach(router))
                        : new CameraSearch(frame().around().clock())
                                .here(
                                        frame().here(),
                                        Optional.ofNullable(interfaces).orElse(List.of()));
        return frame().tell(found::json, found.problem(), () -> found.cameras().forEach(this::tell))
                .code();
    }

    private void tell(FoundCamera camera) {
        var isFresh = camera.activated().filter(has -> !has).isPresent();
        frame().console()
                .step(
                        isFresh ? Mark.WARNED : Mark.DONE,
                        camera.address() + camera.mac().map(mac -> "  " + mac).orElse(""),
                        camera.words());
        frame().console().detail(" ", camera.paste());
    }

    private CameraWork cameras() {
        return new CameraWork(
                frame().here(),
                frame().relays(),
                frame().secrets(),
                frame().around().clock(),
                frame().narrator());
    }
}
