package dev.outpost.run;

import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageScripts;
import dev.outpost.packages.PackageTar;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Web;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The way that packages take to the router: as one tar over one stdin, one by one over a forwarded port, or from its own feeds. */
public final class PackageDelivery {
    private static final Way NOTHING = new Way("no packages", batch -> batch, () -> {});

    private final Web web;

    /** @param web serves packages to a router through its connection */
    public PackageDelivery(Web web) {
        this.web = web;
    }

    /** One way, closed once it was gone. */
    static final class Way implements AutoCloseable {
        private final String words;
        private final UnaryOperator<Batch> install;
        private final Runnable close;

        Way(String words, UnaryOperator<Batch> install, Runnable close) {
            this.words = words;
            this.install = install;
            this.close = close;
        }

        /** What is under way, for people. */
        String words() {
            return words;
        }

        /** The batch with what installs them. */
        Batch appendTo(Batch batch) {
            return install.apply(batch);
        }

        @Override
        public void close() {
            close.run();
        }
    }

    /** The way for these packages: one tar, unless the router fetches them itself or has no RAM for all at once. */
    Way of(Optional<Bundle> from, List<Bundle.Item> items, RouterFacts router, RemoteLink link) throws IOException {
        var manager = router.board().manager();
        if (items.isEmpty()) {
            return NOTHING;
        }
        var bundle = from.orElseThrow(() -> new IllegalStateException("packages that nobody has found yet"));
        if (!bundle.hasFiles()) {
            return new Way(
                    "the router fetches " + items.size() + " packages from its own feeds",
                    batch -> batch.then(PackageScripts.installFromFeeds(manager, items)),
                    () -> {});
        }
        if (InstallPackages.fitRam(items, router)) {
            var tar = PackageTar.of(bundle, items);
            return new Way(
                    "sending " + items.size() + " packages, " + (tar.length + 1023) / 1024 + " KiB as one tar",
                    batch -> batch.then(PackageScripts.install(manager, items)).feeding(tar),
                    () -> {});
        }
        items.forEach(bundle::read);
        var served = web.serve(bundle.folder());
        try {
            var port = link.forward(served.port());
            return new Way(
                    "the router fetches " + items.size()
                            + " packages one by one through the connection: its RAM does not hold all at once",
                    batch -> batch.then(PackageScripts.installForwarded(manager, items, port)),
                    served::close);
        } catch (IOException e) {
            served.close();
            throw e;
        }
    }
}
