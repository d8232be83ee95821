package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Program;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** opkg or apk, as the release has it. */
public abstract class PackageManager implements Program {
    final PackageServer server;
    final Runnable afterModules;
    final LongConsumer packageBytes;

    /** Whether one of its runs holds the lock. */
    final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param server what the router's downloader reaches
     * @param afterModules called when packages were put there, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     */
    PackageManager(PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        this.server = server;
        this.afterModules = afterModules;
        this.packageBytes = packageBytes;
    }

    /** The parameters are those of the constructor. */
    public static PackageManager of(
            boolean isApk, PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        return isApk ? new Apk(server, afterModules, packageBytes) : new Opkg(server, afterModules, packageBytes);
    }

    public abstract boolean hasInstalled(FileSystem files, String name);
}
