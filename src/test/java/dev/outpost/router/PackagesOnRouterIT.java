package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.http.HttpWeb;
import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both package managers of the simulated router, through the scripts that real routers get. */
class PackagesOnRouterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> WISHES = List.of("comgt-ncm", "wireguard-tools");

    @TempDir
    Path folder;

    private interface Work {
        void on(SimulatedRouter router, RemoteLink link, Bundle bundle) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void fetchesThemOneByOneThroughAForwardedPort(Generation generation) throws Exception {
        with(generation, 0, (router, link, bundle) -> {
            var facts = Look.at(link);
            var items = new Closure(bundle, facts).of(WISHES);
            try (var served = HttpWeb.toLoopbackOnly().serve(folder)) {
                var port = link.forward(served.port());

                var answer = run(
                        link,
                        Batch.of(PackageScripts.installForwarded(facts.board().manager(), items, port)));

                assertEquals(0, answer.status(), answer.stderr());
            }
            var after = Look.at(link);
            items.forEach(item -> assertTrue(after.has(item.name()), item.name()));
        });
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void installsOneTarAndTakesItAwayAgain(Generation generation) throws Exception {
        with(generation, 0, (router, link, bundle) -> {
            var before = Look.at(link);
            var items = new Closure(bundle, before).of(WISHES);
            var answer = run(
                    link,
                    Batch.of(PackageScripts.install(before.board().manager(), items))
                            .feeding(PackageTar.of(bundle, items)));
            assertEquals(0, answer.status(), answer.stderr());
            assertTrue(Look.at(link).has("comgt-ncm"));

            var undone = run(
                    link,
                    Batch.of(PackageScripts.uninstall(
                            items.stream().map(Bundle.Item::name).toList())));

            assertEquals(List.of(), PackageScripts.left(undone));
            assertEquals(before.packages().keySet(), Look.at(link).packages().keySet());
        });
    }

    /** Behaviours 34 to 39: what did not get whole is found by looking, and undone. */
    @ParameterizedTest
    @EnumSource(Generation.class)
    void behaviour39AnInstallationThatFindsTheFlashFullIsUndone(Generation generation) throws Exception {
        with(generation, 150_000, (router, link, bundle) -> {
            var before = Look.at(link);
            var items = new Closure(bundle, before).of(WISHES);

            var answer = run(
                    link,
                    Batch.of(PackageScripts.install(before.board().manager(), items))
                            .feeding(PackageTar.of(bundle, items)));

            assertEquals(84, answer.status(), answer.toString());
            assertTrue(answer.stderr().startsWith("not installed:"), answer.stderr());
            assertEquals(List.of(), PackageScripts.left(answer), answer.toString());
            var after = Look.at(link);
            items.forEach(item -> assertFalse(after.has(item.name()), item.name()));
        });
    }

    /** Behaviours 36 and 38: without a way out, nothing is believed of feeds. */
    @ParameterizedTest
    @EnumSource(Generation.class)
    void behaviour36ARouterWithoutInternetSaysSo(Generation generation) throws Exception {
        with(generation, 0, (router, link, bundle) -> {
            var feeds = OwnFeeds.read(
                    run(link, Batch.of(PackageScripts.ownFeeds(WISHES))),
                    Look.at(link).board());

            assertEquals(Optional.empty(), feeds.bundle());
            assertEquals("no default route", feeds.evidence());
        });
    }

    private void with(Generation generation, long free, Work work) throws Exception {
        var hardware = RouterHardware.of("OpenWrt", "98:da:c4:01:02:03", Board.MR3020_V3, generation);
        SyntheticBundle.write(folder, hardware.target());
        var router = new SimulatedRouter(hardware, 40, VirtualNetwork.scaled(40));
        router.start();
        if (free > 0) {
            router.hasFreeFlash(free);
        }
        var credentials = new Credentials("root", true, List.of(), Optional.empty());
        try (var link = new SshLinks()
                .open(
                        new Route.Direct("127.0.0.1", router.address().getPort()),
                        credentials,
                        new HostKeyPolicy.FirstSight())) {
            work.on(router, link, Bundle.in(folder));
        } finally {
            router.close();
        }
    }

    private static Answer run(RemoteLink link, Batch batch) throws Exception {
        return link.run(batch, PATIENCE).getLast();
    }
}
