package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.http.HttpWeb;
import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.packages.Closure;
import dev.outpost.packages.OwnFeeds;
import dev.outpost.packages.PackageScripts;
import dev.outpost.packages.PackageTar;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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

    /** facts/behaviours.md#34 to #39: what did not get whole is found by looking, and undone. */
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

            assertEquals(98, answer.status(), answer.toString());
            assertTrue(answer.stderr().startsWith("the flash filled up"), answer.stderr());
            assertEquals(List.of(), PackageScripts.left(answer), answer.toString());
            var after = Look.at(link);
            items.forEach(item -> assertFalse(after.has(item.name()), item.name()));
        });
    }

    /** facts/behaviours.md#39 at every amount of free flash: whole, or undone to the last file, with the entries of all others. */
    @ParameterizedTest
    @EnumSource(Generation.class)
    void behaviour39AFlashThatFillsUpLosesNothing(Generation generation) throws Exception {
        var ends = new TreeSet<Integer>();
        for (var kib = 200; kib <= 420; kib += 20) {
            with(generation, kib << 10, (router, link, bundle) -> {
                var before = disk(router);
                var packages = Look.at(link).packages();
                var free = Look.at(link).space().flashFree();
                var items = new Closure(bundle, Look.at(link)).of(List.of("comgt-ncm"));

                var answer = run(
                        link,
                        Batch.of(PackageScripts.install(Look.at(link).board().manager(), items))
                                .feeding(PackageTar.of(bundle, items)));

                ends.add(answer.status());
                var after = Look.at(link);
                if (answer.status() == 0) {
                    items.forEach(item -> assertTrue(after.has(item.name()), item.name()));
                    assertTrue(after.packages().keySet().containsAll(packages.keySet()));
                    assertTrue(after.space().flashFree() >= 32 << 10, "what follows has room");
                    return;
                }
                assertTrue(
                        answer.stderr().contains("No space left")
                                || answer.stderr().contains("nly "),
                        answer.stderr());
                assertEquals(List.of(), PackageScripts.left(answer), answer.toString());
                assertEquals(packages, after.packages(), answer.toString());
                assertEquals(Set.of(), differences(before, disk(router)));
                assertTrue(after.space().flashFree() > free - (64 << 10), "the room is there again, but for the lists");
            });
        }
        assertEquals(Set.of(0, 98), ends, "both ends were seen");
    }

    /** opkg ends with 0 and a list that lost others' entries: that this happens is the bench's, that it is mended the scripts'. */
    @Test
    void behaviour39OpkgEndsWith0AndAListThatIsCut() throws Exception {
        with(Generation.V24_10, 150_000, (router, link, bundle) -> {
            var items = new Closure(bundle, Look.at(link)).of(WISHES);
            var before = Look.at(link).packages().keySet();
            router.machine().files().mount("tmpfs", "/mnt", "tmpfs", false, 8 << 20);
            for (var item : items) {
                router.machine().files().write("/mnt/" + item.file(), bundle.read(item));
            }

            var answer = run(link, Batch.of(Script.of("by hand", "opkg install --force-space /mnt/*.ipk")));

            assertTrue(
                    answer.stderr().contains("Couldn't close //usr/lib/opkg/status: No space left"), answer.toString());
            assertFalse(Look.at(link).packages().keySet().containsAll(before), "entries of others are lost");
        });
    }

    /** Every file of the flash by its content; opkg's list by its entries, as it has no order. */
    private static Map<String, String> disk(SimulatedRouter router) throws IOException {
        var all = new TreeMap<String, String>();
        for (var folder : List.of("/etc", "/lib", "/usr", "/root", "/bin", "/sbin")) {
            walk(router.machine().files(), folder, all);
        }
        all.remove("/lib/apk/db/scripts.tar.gz"); // packed anew by each command
        all.computeIfPresent(
                "/usr/lib/opkg/status",
                (path, text) -> List.of(text.strip().split("\n\n")).stream()
                        .sorted()
                        .toList()
                        .toString());
        return all;
    }

    private static Set<String> differences(Map<String, String> before, Map<String, String> after) {
        var all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
        return all;
    }

    private static void walk(FileSystem files, String path, Map<String, String> all) throws IOException {
        if (files.linkStat(path).filter(FileStat::isFolder).isEmpty()) {
            all.put(path, files.linkStat(path).filter(FileStat::isFile).isPresent() ? files.text(path) : "");
            return;
        }
        for (var name : files.list(path)) {
            walk(files, path + "/" + name, all);
        }
    }

    /** facts/behaviours.md#36 and #38: without a way out, nothing is believed of feeds. */
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
        try (var link = new SshLinks(Ticker.REAL)
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
