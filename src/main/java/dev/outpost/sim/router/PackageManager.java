package dev.outpost.sim.router;

import dev.outpost.sim.host.FileSystem;
import dev.outpost.sim.host.Program;
import dev.outpost.sim.router.apk.Apk;
import dev.outpost.sim.router.apk.InstalledDb;
import dev.outpost.sim.router.apk.PackageServer;
import dev.outpost.sim.router.opkg.Database;
import dev.outpost.sim.router.opkg.Opkg;
import java.util.function.LongConsumer;

/** opkg or apk, as the release has it. */
record PackageManager(RouterHardware hardware, FileSystem files) {

    /**
     * @param afterModules called when packages were put there, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     */
    Program program(Runnable afterModules, LongConsumer packageBytes) {
        var architecture = hardware.board().architecture();
        return hardware.generation().hasApk()
                ? new Apk(architecture, PackageServer.NONE, afterModules, packageBytes)
                : new Opkg(afterModules, packageBytes, architecture);
    }

    boolean hasInstalled(String name) {
        return hardware.generation().hasApk()
                ? new InstalledDb(files).hasInstalled(name)
                : new Database(files).hasInstalled(name);
    }
}
