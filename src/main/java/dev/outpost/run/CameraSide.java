package dev.outpost.run;

import dev.outpost.camera.ByHand;
import dev.outpost.camera.CameraChange;
import dev.outpost.camera.CameraSetup;
import dev.outpost.camera.LoginBudget;
import dev.outpost.camera.SetupDue;
import dev.outpost.camera.SetupWish;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.profile.ProfileBook;
import dev.outpost.reach.LinkVantage;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Secret;
import dev.outpost.site.CameraWish;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets up the cameras of a site whose file asks for it, over the site's router, wherever on its LAN's wire they stand. */
public final class CameraSide {
    private static final int WEB = 80;

    private final Site site;
    private final SiteState state;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public CameraSide(Site site, SiteState state, Secrets secrets, Clock clock, Narrator narrator) {
        this.site = site;
        this.state = state;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /**
     * Sets up those that were not yet, or that are named.
     *
     * @param named one camera; absent: all that the site file wants set up
     * @param wait how long a cable move and a camera's start are waited for
     * @throws ProblemException what stopped it
     */
    public List<CameraChange> setUp(RemoteLink router, Optional<String> named, Duration wait) throws IOException {
        var changes = new ArrayList<CameraChange>();
        for (var camera : site.cameras()) {
            var wanted = named.map(camera.name()::equals)
                    .orElseGet(() -> SetupDue.isDue(site, camera, state.cameraSetUp(camera.name())));
            if (wanted && camera.setup().isPresent()) {
                changes.addAll(setUp(router, camera, camera.setup().get(), wait));
                state.cameraSetUp(camera.name(), SetupDue.as(site, camera));
            }
        }
        return changes;
    }

    private List<CameraChange> setUp(RemoteLink router, CameraWish camera, CameraWish.Setup setup, Duration wait)
            throws IOException {
        var places = Stream.concat(Stream.of(camera.address()), usual().stream())
                .distinct()
                .toList();
        narrator.doing("looking for camera " + camera.name(), wait);
        try (var way = CameraWay.to(router, places, webPort(camera), wait)) {
            way.added()
                    .forEach(address -> narrator.saw(
                            "the router has " + address + " on its LAN for a while",
                            "to reach a camera in another network"));
            way.taken().forEach(network -> narrator.saw("cameras in another network were not looked for", network));
            var at = way.camera().orElseThrow(() -> new ProblemException(notFound(camera, places)));
            refuseStranger(camera, at, way.mac());
            var lan = way.lan().orElseThrow(() -> new ProblemException(notFound(camera, places)));
            refuseOutside(camera, lan);
            narrator.saw("camera " + camera.name() + " answers at " + at, "over the router's LAN " + lan);
            var wish = new SetupWish(
                    camera.name(),
                    camera.address(),
                    lan,
                    setup.timezone(),
                    camera.viewer(),
                    viewers(camera),
                    setup.viewer() == CameraWish.ViewerOf.ONVIF,
                    setup.admin(),
                    ByHand.of(camera, way.mac()));
            var budget = new LoginBudget(state.cameraLogins(), clock);
            return new CameraSetup(new LinkVantage(router, "the router"), budget, Ticker.REAL, clock, narrator)
                    .run(wish, at, webPort(camera), vault(camera, setup));
        }
    }

    /** Where makers put their cameras, from the profiles. */
    static List<Ipv4> usual() {
        return ProfileBook.shipped().devices().stream()
                .filter(device -> device.kind().equals("cameras"))
                .flatMap(device -> device.fact("default-address").stream())
                .flatMap(text -> Ipv4.parse(text).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Secret viewers(CameraWish camera) {
        return camera.password()
                .filter(source -> !(source instanceof SecretSource.Generate))
                .map(source -> secrets.read(source, "the password of camera " + camera.name()))
                .orElseGet(() -> state.cameraPasswordOrNew(camera.name(), "viewer"));
    }

    private CameraSetup.Vault vault(CameraWish camera, CameraWish.Setup setup) {
        return new CameraSetup.Vault() {
            @Override
            public Optional<Secret> admin() {
                return setup.adminPassword()
                        .map(source -> secrets.read(source, "the administrator's password of camera " + camera.name()))
                        .or(() -> state.cameraPassword(camera.name(), "admin"));
            }

            @Override
            public Secret adminOrNew() {
                return admin().orElseGet(() -> state.cameraPasswordOrNew(camera.name(), "admin"));
            }
        };
    }

    static int webPort(CameraWish camera) {
        return camera.services().stream()
                .filter(service -> service.name().equals("web"))
                .map(CameraWish.Service::port)
                .findFirst()
                .orElse(WEB);
    }

    private Problem notFound(CameraWish camera, List<Ipv4> places) {
        return new Problem(
                ProblemCode.CAM_NOT_FOUND,
                "camera " + camera.name() + " answers at none of " + places,
                "the cable is not in the injector, the camera has no power, or it has another address",
                "look at the injector's light and the cable; or: outpost camera find " + site.file());
    }

    private void refuseStranger(CameraWish camera, Ipv4 at, Optional<String> mac) {
        if (camera.mac().isPresent()
                && mac.filter(seen -> !camera.mac().get().equals(seen)).isPresent()) {
            throw new ProblemException(new Problem(
                    ProblemCode.CAM_ODD_ANSWER,
                    "at " + at + " answers " + mac.get() + ", which is not camera " + camera.name() + " ("
                            + camera.mac().get() + ")",
                    "another device has this address, or the site file names another camera's MAC",
                    "correct mac: in " + site.file()
                            + ", or unplug the other device; then run the same command again"));
        }
    }

    private void refuseOutside(CameraWish camera, Cidr lan) {
        if (!lan.contains(camera.address())) {
            throw new ProblemException(new Problem(
                    ProblemCode.CAM_SETUP_REFUSED,
                    "camera " + camera.name() + " shall be at " + camera.address()
                            + ", which is not in the router's LAN " + lan.network(),
                    "its answers would find no way back",
                    "write an address of " + lan.network() + " into " + site.file()
                            + ", then run the same command again"));
        }
    }
}
