package dev.outpost.sim.router;

import dev.outpost.sim.host.FileSystem;
import dev.outpost.sim.host.Program;
import dev.outpost.sim.router.apk.Apk;
import dev.outpost.sim.router.apk.InstalledDb;
import dev.outpost.sim.router.feed.PackageServer;
import dev.outpost.sim.router.opkg.Database;
import dev.outpost.sim.router.opkg.Opkg;
import java.util.function.LongConsumer;

/** opkg or apk, as the release has it. */
record PackageManager(RouterHardware hardware, FileSystem files) {

    /**
     * @param server what its downloader reaches
     * @param afterModules called when packages were put there, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     */
    Program program(PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        var architecture = hardware.board().architecture();
        return hardware.generation().hasApk()
                ? new Apk(architecture, server, afterModules, packageBytes)
                : new Opkg(afterModules, packageBytes, architecture, server);
    }

    boolean hasInstalled(String name) {
        return hardware.generation().hasApk()
                ? new InstalledDb(files).hasInstalled(name)
                : new Database(files).hasInstalled(name);
    }
}
