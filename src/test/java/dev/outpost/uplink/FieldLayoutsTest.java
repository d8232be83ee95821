package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.uplink.PublicLayouts.Public;
import dev.outpost.uplink.PublicLayouts.Sight;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices of other people, and of the kernel's tables: each by its drivers, and each with none bound. */
class FieldLayoutsTest {
    /** Some reports are of a kernel's poverty; what is bound must not count against what the tables know. */
    private static final List<Sight> SIGHTS = List.of(Sight.WITH_DRIVERS, Sight.WITHOUT_DRIVERS, Sight.PARTLY_BOUND);

    static Stream<Public> layouts() {
        return Stream.of("field-layouts.txt", "kernel-layouts.txt").flatMap(file -> PublicLayouts.of(file).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void areWhatTheKernelMakesOfThem(Public layout) {
        for (var sight : SIGHTS) {
            assertEquals(layout.right(), seen(layout, sight), layout + " " + sight);
        }
    }

    private static String seen(Public layout, Sight sight) {
        var device = layout.device(sight);
        if (!Layout.of(device).isDongle()) {
            return "none";
        }
        var dongle = LayoutTableTest.probe(device);
        if (dongle.report().mode() == Mode.DOWNLOAD) {
            return "download";
        }
        return dongle.best()
                .map(best -> best.kind().word())
                .orElse(Layout.of(device).has(Kind.UNHANDLED) ? "nohandler" : "nothing");
    }
}
