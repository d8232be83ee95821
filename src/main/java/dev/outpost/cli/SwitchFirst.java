package dev.outpost.cli;

import dev.outpost.dongle.ModeSwitcher;
import dev.outpost.dongle.ModeSwitcher.Switched;
import dev.outpost.dongle.SwitchBook;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code probe --switch}: every stick in storage mode becomes a modem before anybody is asked. */
final class SwitchFirst {
    private final Console console;
    private final ModeSwitcher modes;

    /** @param way the one that was asked for; empty for each stick's usual one */
    SwitchFirst(Frame frame, UsbBus bus, String way) {
        this.console = frame.console();
        this.modes = new ModeSwitcher(
                bus,
                frame.outside().usbSender(),
                SwitchBook.of(
                        ProfileBook.shipped(),
                        frame.outside().modeswitchData(frame.around().laptop())),
                Optional.of(way).filter(word -> !word.isEmpty()),
                SwitchFirst::isUsable,
                Ticker.REAL);
    }

    /** One after the other: two sticks that leave at once could not be told apart by anything but their ports. */
    List<Switched> all() {
        var ended = new ArrayList<Switched>();
        var waiting = modes.waiting();
        if (waiting.isEmpty()) {
            console.step(Mark.DONE, "no dongle is in storage mode", "nothing to switch");
        }
        for (var stick : waiting) {
            ended.add(one(stick));
        }
        return ended;
    }

    private Switched one(UsbDevice stick) {
        modes.way(stick)
                .ifPresent(way -> console.passing("switching " + stick.id() + " at USB " + stick.path() + " by "
                        + way.word() + ", waiting for the modem"));
        var switched = modes.switchToModem(stick);
        if (switched instanceof Switched.Done done) {
            console.step(
                    Mark.DONE,
                    "switched " + done.before().id() + " at USB "
                            + done.before().path() + " to " + done.now().id(),
                    "%s, %.1f s, %s"
                            .formatted(
                                    done.way().word(),
                                    done.took().toMillis() / 1000.0,
                                    done.way().source()));
        }
        return switched;
    }

    /** The document with what became of the sticks; one that could not be switched is the run's problem. */
    static ProbeDocument told(ProbeDocument document, List<Switched> switched) {
        var changes = new ArrayList<ProbeDocument.ModeChange>();
        Optional<Problem> problem = Optional.empty();
        for (var each : switched) {
            switch (each) {
                case Switched.Done done -> changes.add(change(done));
                case Switched.Failed failed -> problem = problem.or(() -> Optional.of(failed.problem()));
            }
        }
        return new ProbeDocument(document.dongles(), changes, problem.or(document::problem), document.elapsed());
    }

    private static ProbeDocument.ModeChange change(Switched.Done done) {
        return new ProbeDocument.ModeChange(
                done.now().path(),
                done.before().id(),
                done.now().id(),
                done.way().word(),
                done.way().source(),
                done.took());
    }

    private static boolean isUsable(String node) {
        var path = Path.of(node);
        return Files.isReadable(path) && Files.isWritable(path);
    }
}
