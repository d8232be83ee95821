package dev.outpost.run;

import dev.outpost.router.Bundle;
import dev.outpost.router.RouterChange;
import dev.outpost.router.Stroke;
import dev.outpost.router.Stroke.Confidence;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The strokes of some changes, put behind a batch in their order: lines for one script travel once, packages all at once. */
record Strokes(List<Stroke> all) {
    static Strokes of(List<RouterChange> changes) {
        return new Strokes(
                changes.stream().flatMap(change -> change.strokes().stream()).toList());
    }

    /** How what a change does not hold itself is come by. */
    interface Making {
        /** Empty where there is nothing to confide. */
        Optional<Script> confide(Confidence what);

        Batch unpack(Batch batch);
    }

    /** Of changes that hold all themselves. */
    static final Making NOTHING_CONFIDED = new Making() {
        @Override
        public Optional<Script> confide(Confidence what) {
            return Optional.empty();
        }

        @Override
        public Batch unpack(Batch batch) {
            return batch;
        }
    };

    List<Bundle.Item> packages() {
        return all.stream()
                .flatMap(stroke -> stroke instanceof Stroke.Unpack(var item)
                        ? List.of(item).stream()
                        : List.<Bundle.Item>of().stream())
                .toList();
    }

    /** Whether drivers come along, or learn something. */
    boolean bringDrivers() {
        return all.stream().anyMatch(stroke -> stroke instanceof Stroke.Unpack || stroke instanceof Stroke.Alone);
    }

    Batch behind(Batch batch, Making making) {
        var longer = batch;
        var done = new HashSet<String>();
        for (var stroke : all) {
            longer = switch (stroke) {
                case Stroke.Alone(var script) -> longer.then(script);
                case Stroke.Confided(var what) ->
                    making.confide(what).map(longer::then).orElse(longer);
                case Stroke.Lines lines -> done.add(lines.script()) ? longer.then(joined(lines.script())) : longer;
                case Stroke.Unpack _ -> done.add("packages") ? making.unpack(longer) : longer;
            };
        }
        return longer;
    }

    private Script joined(String script) {
        return Stroke.Lines.joined(
                script,
                all.stream()
                        .filter(Stroke.Lines.class::isInstance)
                        .map(Stroke.Lines.class::cast)
                        .filter(lines -> lines.script().equals(script))
                        .toList());
    }
}
