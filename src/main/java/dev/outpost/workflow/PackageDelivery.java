package dev.outpost.workflow;

import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageScripts;
import dev.outpost.packages.PackageTar;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.RouterFacts.Manager;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Web;
import java.io.IOException;
import java.util.List;

/** The way that packages take to the router: as one tar over one stdin, one by one over a forwarded port, or from its own feeds. */
sealed interface PackageDelivery extends AutoCloseable {
    /** What is under way, for people. */
    String words();

    /** The batch with what installs them. */
    Batch appendTo(Batch batch);

    @Override
    void close();

    /** The way for these packages: one tar, unless the router fetches them itself or has no RAM for all at once. */
    static PackageDelivery of(Planner planner, List<Bundle.Item> items, RouterFacts router, RemoteLink link)
            throws IOException {
        if (items.isEmpty()) {
            return new Nothing();
        }
        var manager = router.board().manager();
        var bundle = planner.bundle(router);
        if (!bundle.hasFiles()) {
            return new Feeds(manager, items);
        }
        if (InstallPackages.fitRam(items, router)) {
            return new OneTar(manager, items, PackageTar.of(bundle, items));
        }
        items.forEach(bundle::read);
        var served = planner.parts().web().serve(bundle.folder());
        try {
            return new Forwarded(manager, items, served, link.forward(served.port()));
        } catch (IOException e) {
            served.close();
            throw e;
        }
    }

    /** Nothing has to go anywhere. */
    record Nothing() implements PackageDelivery {
        @Override
        public String words() {
            return "no packages";
        }

        @Override
        public Batch appendTo(Batch batch) {
            return batch;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** All of them over one stdin. */
    record OneTar(Manager manager, List<Bundle.Item> items, Tar tar) implements PackageDelivery {
        OneTar(Manager manager, List<Bundle.Item> items, byte[] tar) {
            this(manager, List.copyOf(items), new Tar(tar));
        }

        @Override
        public String words() {
            return "sending " + items.size() + " packages, " + (tar.content().length + 1023) / 1024 + " KiB as one tar";
        }

        @Override
        public Batch appendTo(Batch batch) {
            return batch.then(PackageScripts.install(manager, items)).feeding(tar.content());
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Bytes that are not compared. */
    final class Tar {
        private final byte[] content;

        Tar(byte[] content) {
            this.content = content;
        }

        byte[] content() {
            return content;
        }
    }

    /** One by one, from a feed of ours through the connection. */
    record Forwarded(Manager manager, List<Bundle.Item> items, Web.Served served, int port) implements PackageDelivery {
        public Forwarded {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "the router fetches " + items.size()
                    + " packages one by one through the connection: its RAM does not hold all at once";
        }

        @Override
        public Batch appendTo(Batch batch) {
            return batch.then(PackageScripts.installForwarded(manager, items, port));
        }

        @Override
        public void close() {
            served.close();
        }
    }

    /** By name, from the router's own feeds. */
    record Feeds(Manager manager, List<Bundle.Item> items) implements PackageDelivery {
        public Feeds {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "the router fetches " + items.size() + " packages from its own feeds";
        }

        @Override
        public Batch appendTo(Batch batch) {
            return batch.then(PackageScripts.installFromFeeds(manager, items));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
