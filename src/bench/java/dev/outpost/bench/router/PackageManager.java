package dev.outpost.bench.router;

import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.router.apk.Apk;
import dev.outpost.bench.router.apk.InstalledDb;
import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.router.opkg.Database;
import dev.outpost.bench.router.opkg.Opkg;
import java.util.function.LongConsumer;

/** opkg or apk, as the release has it. */
record PackageManager(RouterHardware hardware, FileSystem files) {

    /**
     * @param server what its downloader reaches
     * @param afterModules called when packages were put there, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     */
    Program program(PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        return hardware.generation().hasApk()
                ? new Apk(server, afterModules, packageBytes)
                : new Opkg(server, afterModules, packageBytes);
    }

    boolean hasInstalled(String name) {
        return hardware.generation().hasApk()
                ? new InstalledDb(files).hasInstalled(name)
                : new Database(files).hasInstalled(name);
    }
}
