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
import dev.outpost.uplink.ProbeDocument.ModeChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code probe --switch}: every stick in storage mode becomes a modem before anybody is asked. */
final class SwitchFirst {
    private final Console console;
    private final ModeSwitcher modes;
    private final List<ModeChange> changes = new ArrayList<>();
    private Optional<Problem> problem = Optional.empty();

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
    SwitchFirst all() {
        var waiting = modes.waiting();
        if (waiting.isEmpty()) {
            console.step(Mark.DONE, "no dongle is in storage mode", "nothing to switch");
        }
        waiting.forEach(this::one);
        return this;
    }

    private void one(UsbDevice stick) {
        modes.way(stick)
                .ifPresent(way -> console.passing("switching " + stick.id() + " at USB " + stick.path() + " by "
                        + way.word() + ", waiting for the modem"));
        switch (modes.switchToModem(stick)) {
            case Switched.Failed failed -> problem = problem.or(() -> Optional.of(failed.problem()));
            case Switched.Done(var before, var now, var way, var took) -> {
                console.step(
                        Mark.DONE,
                        "switched " + before.id() + " at USB " + before.path() + " to " + now.id(),
                        "%s, %.1f s, %s".formatted(way.word(), took.toMillis() / 1000.0, way.source()));
                changes.add(new ModeChange(now.path(), before.id(), now.id(), way.word(), way.source(), took));
            }
        }
    }

    /** The document with what became of the sticks; one that could not be switched is the run's problem. */
    ProbeDocument told(ProbeDocument document) {
        return new ProbeDocument(document.dongles(), changes, problem.or(document::problem), document.elapsed());
    }

    private static boolean isUsable(String node) {
        var path = Path.of(node);
        return Files.isReadable(path) && Files.isWritable(path);
    }
}
