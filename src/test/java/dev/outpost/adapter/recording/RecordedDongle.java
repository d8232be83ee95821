package dev.outpost.adapter.recording;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.Scene;
import dev.outpost.profile.ProfileBook;
import dev.outpost.text.Json;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Simulated dongles on pseudo terminals, looked at and recorded; and recordings looked at. */
final class RecordedDongle {
    private RecordedDongle() {}

    /** Both clocks, the dongle's and the program's, run so much faster. */
    static ProbeDocument record(String name, int times, Path laptop, Path folder) throws Exception {
        try (var dongle = SimulatedDongle.load(name, times);
                var root = LaptopRoot.in(laptop)) {
            root.plugIn(dongle, "1-1");
            var bus = new SysfsBus(laptop.resolve("sys"), laptop.resolve("dev"));
            var real = new Scene(bus, new SerialPorts(), path -> Optional.empty(), RoomTime.ROOM.faster(times));
            return record(real, folder);
        }
    }

    static ProbeDocument record(Scene real, Path folder) {
        var recorder = new FolderRecorder(folder, Map.of("outpost", "test"));
        var scene = recorder.watching(real);
        var document = probe(scene).all(scene.bus().devices());
        recorder.write(new ProbeScope(ProbeScope.Way.ALL, List.of(), Map.of()), document.toJson());
        return document;
    }

    static ProbeDocument replay(Path folder) {
        return replay(new FolderReplay(folder));
    }

    static ProbeDocument replay(FolderReplay recorded) {
        var scene = recorded.scene();
        var looked = recorded.looked();
        var probe = probe(scene);
        return switch (looked.way()) {
            case ALL -> probe.all(scene.bus().devices());
            case PORTS -> probe.ports(looked.named(), scene.bus().devices());
            case DESCRIPTORS -> probe.descriptors(scene.bus().devices());
        };
    }

    static DongleProbe probe(Scene scene) {
        return new DongleProbe(
                new Prober(scene.ports(), scene.holders(), scene.time(), scene.bus()),
                ProfileBook.shipped(),
                String::equals,
                scene.time()::nanos);
    }

    /** A document but for the time it took. */
    static String timeless(ProbeDocument document) {
        return timeless(Json.pretty(document.toJson()) + "\n");
    }

    static String timeless(String document) {
        return document.replaceAll("\"elapsedMs\": \\d+", "\"elapsedMs\": 0");
    }

    static String documentIn(Path folder) throws Exception {
        return timeless(Files.readString(folder.resolve("document.json")));
    }
}
