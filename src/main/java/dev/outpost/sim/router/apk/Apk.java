package dev.outpost.sim.router.apk;

import dev.outpost.sim.host.Call;
import dev.outpost.sim.host.Program;
import java.io.IOException;

/** The program {@code apk}. */
public final class Apk implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        return 1;
    }
}
