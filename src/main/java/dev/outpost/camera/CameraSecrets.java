package dev.outpost.camera;

import dev.outpost.ledger.SiteState;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.site.CameraWish;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the cameras of a site are logged in to with: from where its file says, or made here and kept in its state. */
public final class CameraSecrets {
    private static final String ADMIN = "admin";
    private static final String VIEWER = "viewer";
    private static final int RTSP = 554;
    private static final int WEB = 80;

    private final SiteState state;
    private final Secrets secrets;

    public CameraSecrets(SiteState state, Secrets secrets) {
        this.state = state;
        this.secrets = secrets;
    }

    /** How often each camera was logged in to in vain. */
    public LoginBudget budget(Clock clock) {
        return new LoginBudget(state.cameraLogins(), clock);
    }

    /** What its viewers log in with; one that is made here is there once the camera was set up. */
    public Optional<Secret> viewer(CameraWish camera) {
        return own(camera).or(() -> camera.password().flatMap(_ -> state.cameraPassword(camera.name(), VIEWER)));
    }

    /** The same; made here where the site file names none. */
    public Secret viewerOrNew(CameraWish camera) {
        return own(camera).orElseGet(() -> state.cameraPasswordOrNew(camera.name(), VIEWER));
    }

    /** What may restart it: its administrator, as whom it was set up from here, else as whom its viewers come. */
    public List<Login> mighty(CameraWish camera) {
        var name = camera.setup().map(CameraWish.Setup::admin).orElse(ADMIN);
        var admin = state.cameraPassword(camera.name(), ADMIN)
                .or(() -> named(camera))
                .map(password -> new Login(name, password));
        var viewer = camera.username()
                .filter(_ -> admin.isEmpty())
                .flatMap(user -> own(camera).map(password -> new Login(user, password)));
        return Stream.of(admin, viewer).flatMap(Optional::stream).toList();
    }

    /** Where its administrator's password is kept. */
    public CameraSetup.Vault vault(CameraWish camera) {
        return new CameraSetup.Vault() {
            @Override
            public Optional<Secret> admin() {
                return named(camera).or(() -> state.cameraPassword(camera.name(), ADMIN));
            }

            @Override
            public Secret adminOrNew() {
                return admin().orElseGet(() -> state.cameraPasswordOrNew(camera.name(), ADMIN));
            }
        };
    }

    private Optional<Secret> named(CameraWish camera) {
        return camera.setup()
                .flatMap(CameraWish.Setup::adminPassword)
                .map(source -> secrets.read(source, "the administrator's password of camera " + camera.name()));
    }

    private Optional<Secret> own(CameraWish camera) {
        return camera.password()
                .filter(source -> !(source instanceof SecretSource.Generate))
                .map(source -> secrets.read(source, "the password of camera " + camera.name()));
    }

    /** A camera as dialled at this address. */
    public CameraTarget target(CameraWish camera, Ipv4 host) {
        var login = camera.username()
                .flatMap(user -> viewer(camera)
                        .map(password -> new Login(user, password, camera.login() == CameraWish.LoginForm.BASIC)));
        return new CameraTarget(
                camera.name(),
                host.toString(),
                camera.port("rtsp", RTSP),
                camera.port("web", WEB),
                camera.address().toString(),
                login,
                CameraTarget.Paths.of(camera));
    }
}
