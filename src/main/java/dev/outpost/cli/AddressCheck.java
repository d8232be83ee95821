package dev.outpost.cli;

import dev.outpost.net.Observer;
import dev.outpost.reach.AddressReport;
import dev.outpost.step.Exit;
import dev.outpost.survey.AddressDoctor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The class of a line's address, for people or as a document. */
final class AddressCheck {
    /** Each may be silent for 8 s; the answer has to be there within a minute. */
    private static final int MOST_OBSERVERS = 5;

    private AddressCheck() {}

    /** @param router whose line it is; empty for this computer's own */
    static Exit look(Frame frame, Optional<String> router, List<String> observers) throws IOException {
        if (observers.size() > MOST_OBSERVERS) {
            throw RunOptions.mistake(
                    "doctor asks " + MOST_OBSERVERS + " observers at most, not " + observers.size(),
                    "name those that matter: two of stun: tell all");
        }
        var doctor = new AddressDoctor(
                frame.here(), observers.stream().map(AddressCheck::observer).toList());
        var report = router.isEmpty() ? doctor.here() : doctor.on(FindCommand.Look.reach(router.get()));
        return frame.tell(report::json, report.problem(), () -> print(frame.console(), report));
    }

    private static Observer observer(String word) {
        return Observer.parse(word)
                .orElseThrow(() -> RunOptions.mistake(
                        "--observer takes " + Observer.EXPECTED + ", not '" + word + "'",
                        "outpost doctor --address --observer stun:HOST"));
    }

    private static void print(Console console, AddressReport report) {
        console.head("address of the line, looked at from " + report.from());
        var own = String.join(", ", report.line().addresses());
        console.step(Mark.SEEN, own.isEmpty() ? "it has no address" : "it has " + own, "");
        report.asked()
                .forEach(asked -> console.step(
                        asked.address().isPresent() ? Mark.SEEN : Mark.WARNED,
                        asked.by().name() + (asked.address().isPresent() ? " sees " : ": ") + asked.words(),
                        asked.took().toMillis() + " ms"));
        if (report.asked().isEmpty()) {
            console.step(Mark.SEEN, "nobody outside was asked", "none is asked silently: --observer stun:HOST");
        }
        console.step(Mark.SEEN, report.nat().words(), report.natBecause());
        console.step(Mark.DECIDED, report.reach().title(), report.reach().evidence());
        if (report.reach().isPublic().orElse(false)) {
            console.step(
                    Mark.EXPOSED,
                    "THIS ADDRESS IS PUBLIC: everybody on the internet can call it",
                    "what listens there without a filter is open to the world");
        }
        if (report.problem().isEmpty()) {
            console.step(Mark.DONE, report.verdict(), "");
        }
    }
}
