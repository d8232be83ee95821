package dev.outpost.laptop;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor found.
 *
 * @param problems the worst first: what keeps a dongle from being asked stands before what may trouble it later
 * @param notes what is worth knowing and no fault
 */
public record Checkup(List<UsbDevice> dongles, List<Problem> problems, List<Note> notes) {
    public static final String SCHEMA = "outpost.doctor/1";

    /** Something that was looked at and is no fault. */
    public record Note(String what, String evidence) {}

    public Checkup {
        dongles = List.copyOf(dongles);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** {@code 12d1:1506 HUAWEI_MOBILE at USB 1-1}. */
    static String words(UsbDevice device) {
        return device.id()
                + device.product()
                        .or(device::manufacturer)
                        .map(name -> " " + name)
                        .orElse("") + " at USB "
                + device.path();
    }

    /** What decides how the run ends. */
    public Optional<Problem> worst() {
        return problems.stream().findFirst();
    }

    /** 0 all fine, 3 a person must act, 4 there is no dongle. */
    public Exit exit() {
        return worst().map(Problem::exit).orElse(Exit.DONE);
    }

    /** {@code outpost.doctor/1}. */
    public Map<String, @Nullable Object> toJson() {
        return Json.object(
                "schema", SCHEMA,
                "exit", exit().code(),
                "dongles", dongles.stream().map(Checkup::json).toList(),
                "problems", problems.stream().map(Problem::document).toList(),
                "notes",
                        notes.stream()
                                .map(note -> Json.object("what", note.what(), "evidence", note.evidence()))
                                .toList());
    }

    private static Map<String, @Nullable Object> json(UsbDevice device) {
        return Json.object(
                "path", device.path(),
                "id", device.id(),
                "mode", Layout.of(device).mode().word(),
                "ports", device.serialPorts().stream().map(UsbInterface::tty).toList());
    }
}
