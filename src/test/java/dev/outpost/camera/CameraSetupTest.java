package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraSetupTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);
    private static final SetupWish WISH = new SetupWish(
            "yard",
            Ipv4.of("192.168.37.64"),
            Cidr.of("192.168.37.1/24"),
            Optional.of(ZoneId.of("Europe/Berlin")),
            "viewer",
            Secret.of("Moo-moo-9"),
            true,
            "admin",
            new ByHand(Optional.empty()));

    @TempDir
    private Path state;

    private final Kept kept = new Kept();
    private final Told told = new Told();
    private SimulatedCamera camera;

    @BeforeEach
    void powerOn() throws IOException {
        camera = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "nobody", "moo-moo-9", NOW);
    }

    @AfterEach
    void powerOff() throws IOException {
        camera.close();
    }

    @ParameterizedTest(name = "V3: {0}")
    @ValueSource(booleans = {false, true})
    void makesAFreshCameraFitForItsSiteAndThenWritesNothing(boolean v3) {
        camera.isFresh(v3);
        camera.losesGateway();

        var changes = set();

        assertEquals(
                List.of("activation", "clock", "time-server", "onvif", "user", "onvif-user", "small-stream", "address"),
                kinds(changes));
        assertEquals(kinds(changes), told.planned.stream().map(Change::kind).toList());
        assertFalse(camera.isFresh());
        assertTrue(camera.hasOnvif());
        assertEquals(
                Map.of("admin", "Administrator", "viewer", "Viewer"),
                camera.settings().users());
        assertEquals(Map.of("viewer", "mediaUser"), camera.settings().onvifUsers());
        assertEquals("192.168.37.64/24", camera.address().toString());
        assertEquals("192.168.37.1", camera.gateway().orElseThrow().toString());
        assertEquals("192.168.37.1", camera.settings().timeServer());
        assertEquals(NOW.instant(), camera.settings().instant());
        assertEquals(1, camera.settings().restarts());
        assertEquals(0, camera.login().failures());

        var written = camera.settings().writes();
        assertEquals(List.of(), kinds(set()));
        assertEquals(written, camera.settings().writes());
    }

    /** Its clock is right in the zone that it has from its maker. */
    @Test
    void setsTheClockOfACameraWhoseZoneNobodyNamed() {
        camera.isFresh(true);

        var changes = set(new SetupWish(
                WISH.camera(),
                WISH.address(),
                WISH.router(),
                Optional.empty(),
                WISH.viewer(),
                WISH.password(),
                true,
                WISH.admin(),
                WISH.byHand()));

        assertTrue(kinds(changes).contains("clock"), changes::toString);
        assertEquals(NOW.instant(), camera.settings().instant());
    }

    /** Nobody can undo an activation: what was made must be on the disk when the camera hears of it. */
    @Test
    void keepsThePasswordBeforeTheCameraHearsOfIt() {
        camera.isFresh(true);
        kept.breaks = true;

        assertThrows(IllegalStateException.class, this::set);

        assertTrue(kept.asked);
        assertTrue(camera.isFresh());
    }

    @Test
    void saysNoPasswordWhatever() {
        camera.isFresh(false);

        set();

        var said = String.join("\n", told.words) + told.planned;
        assertFalse(
                said.contains("Moo-moo-9")
                        || said.contains(kept.password.orElseThrow().reveal()),
                said);
    }

    @Test
    void offersNothingWhereNobodyKnowsTheAdministratorsPassword() {
        camera.login().adds("admin", "Somebody-1");

        assertEquals(ProblemCode.CAM_ADMIN_UNKNOWN, code(this::set));
        assertEquals(0, camera.login().logins());
    }

    @Test
    void usesUpOneLoginARunAndTwoAnHourWithAWrongPassword() {
        camera.login().adds("admin", "Somebody-1");
        camera.login().shutsAfter(5);
        kept.password = Optional.of(Secret.of("Guessed-99"));

        assertEquals(ProblemCode.CAM_PASSWORD_WRONG, code(this::set));
        assertEquals(1, camera.login().logins());
        assertEquals(ProblemCode.CAM_PASSWORD_WRONG, code(this::set));
        assertEquals(ProblemCode.CAM_PASSWORD_WAIT, code(this::set));
        assertEquals(2, camera.login().logins());
    }

    @Test
    void setsUpAnotherMakersCameraByOnvif() {
        camera.speaksOnvifOnly("admin", "Somebody-1");
        camera.settings().clockSays(Instant.EPOCH);
        camera.losesGateway();
        kept.password = Optional.of(Secret.of("Somebody-1"));

        var changes = set();

        assertEquals(List.of("clock", "time-server", "onvif-user", "gateway"), kinds(changes));
        assertEquals("User", camera.settings().onvifUsers().get("viewer"));
        assertEquals(NOW.instant(), camera.settings().instant());
        assertEquals(List.of(), kinds(set()));
        assertTrue(
                told.words.stream()
                        .anyMatch(words -> words.contains(
                                "the address 192.168.37.64 on http://192.168.1.64/, Setting > Network >")),
                told.words::toString);
        assertTrue(
                told.words.stream()
                        .anyMatch(words -> words.endsWith("Setting > Camera > Video > Video, column Sub Stream")),
                told.words::toString);
    }

    @Test
    void countsAFaultOfOnvifAsAFailedLogin() {
        camera.speaksOnvifOnly("admin", "Somebody-1");
        kept.password = Optional.of(Secret.of("Guessed-99"));

        assertEquals(ProblemCode.CAM_PASSWORD_WRONG, code(this::set));
        assertEquals(Optional.empty(), budget().next("yard"));
        assertEquals(ProblemCode.CAM_PASSWORD_WRONG, code(this::set));
        assertTrue(budget().next("yard").isPresent());
    }

    @Test
    void saysWhereItsMakerSetsTheFirstPasswordByHand() {
        camera.speaksOnvifOnly("admin", "Somebody-1");

        var problem = assertThrows(ProblemException.class, () -> set(new ByHand(Optional.of("Axis M2036-LE"))))
                .problem();

        assertEquals(ProblemCode.CAM_ADMIN_UNKNOWN, problem.code());
        assertTrue(problem.next().contains("by hand, its start page: a password for root"), problem.next());
    }

    private List<CameraChange> set() {
        return set(WISH.byHand());
    }

    private List<CameraChange> set(ByHand hand) {
        return set(new SetupWish(
                WISH.camera(),
                WISH.address(),
                WISH.router(),
                WISH.zone(),
                WISH.viewer(),
                WISH.password(),
                WISH.onvif(),
                WISH.admin(),
                hand));
    }

    private List<CameraChange> set(SetupWish wish) {
        return new CameraSetup(new LoopbackVantage(camera), budget(), Ticker.REAL, NOW, told)
                .run(wish, Ipv4.of(camera.address().address().toString()), 80, kept);
    }

    private LoginBudget budget() {
        return new LoginBudget(state.resolve("camera-logins"), NOW);
    }

    private static List<String> kinds(List<CameraChange> changes) {
        return changes.stream().map(CameraChange::kind).toList();
    }

    private static ProblemCode code(Runnable run) {
        return assertThrows(ProblemException.class, run::run).problem().code();
    }

    private static final class Kept implements CameraSetup.Vault {
        private Optional<Secret> password = Optional.empty();
        private boolean breaks;
        private boolean asked;

        @Override
        public Optional<Secret> admin() {
            return password;
        }

        @Override
        public Secret adminOrNew() {
            asked = true;
            if (breaks) {
                throw new IllegalStateException("the disk is full");
            }
            password = Optional.of(Secret.of("Fresh-made-1234"));
            return password.get();
        }
    }

    private static final class Told implements Narrator {
        private final List<Change> planned = new ArrayList<>();
        private final List<String> words = new ArrayList<>();

        @Override
        public void chapter(String title) {
            words.add(title);
        }

        @Override
        public void saw(String what, String evidence) {
            words.add(what + evidence);
        }

        @Override
        public void decided(String what, String because) {
            words.add(what + because);
        }

        @Override
        public void planned(Change change) {
            planned.add(change);
        }

        @Override
        public void doing(String what) {
            words.add(what);
        }

        @Override
        public void doing(String what, Duration limit) {
            words.add(what);
        }

        @Override
        public void done(String what) {
            words.add(what);
        }

        @Override
        public void warned(String what) {
            words.add(what);
        }

        @Override
        public void asks(String what) {
            words.add(what);
        }
    }
}
