package dev.outpost.bench.uci;

import dev.outpost.bench.host.Call;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWords;
import java.util.Optional;
import java.util.stream.Collectors;

/** get and show. */
final class Show {
    private final Call call;
    private final Settings settings;

    Show(Call call, Settings settings) {
        this.call = call;
        this.settings = settings;
    }

    /** The bare value, or the type of a section; nothing for a package. */
    void get(Place place) throws UciFailure {
        var config = settings.store().load(place.packageName());
        if (place.hasValue()) {
            throw UciFailure.invalid();
        }
        if (place.section().isEmpty()) {
            return;
        }
        var section = found(config, place);
        if (place.option().isEmpty()) {
            call.out().println(section.type);
            return;
        }
        var option = section.option(place.option()).orElseThrow(UciFailure::notFound);
        call.out().println(text(option.value, false));
    }

    void show(Place place) throws UciFailure {
        var config = settings.store().load(place.packageName());
        if (place.hasValue()) {
            throw UciFailure.invalid();
        }
        if (place.section().isEmpty()) {
            for (var section : config.sections()) {
                boolean byPlace = section.anonymous && !settings.plainNames();
                section(config, section, byPlace ? config.reference(section) : section.name);
            }
            return;
        }
        var section = found(config, place);
        if (place.option().isEmpty()) {
            section(config, section, section.name);
            return;
        }
        var option = section.option(place.option()).orElseThrow(UciFailure::notFound);
        option(config, section.name, option);
    }

    private static Config.Section found(Config config, Place place) throws UciFailure {
        Optional<Config.Section> section = config.find(place.section());
        if (section.isEmpty()) {
            boolean odd = !place.section().startsWith("@") && !UciWords.isName(place.section());
            throw odd ? UciFailure.invalid() : UciFailure.notFound();
        }
        return section.get();
    }

    private void section(Config config, Config.Section section, String name) {
        call.out().println(config.name + "." + name + "=" + section.type);
        section.options.forEach(option -> option(config, name, option));
    }

    private void option(Config config, String section, Config.Option option) {
        call.out().println(config.name + "." + section + "." + option.name + "=" + text(option.value, true));
    }

    /** An entry that holds a blank is quoted even where others are not. */
    private String text(UciValue value, boolean quoted) {
        return switch (value) {
            case UciValue.Scalar(String text) -> quoted ? UciWords.quoted(text) : text;
            case UciValue.Many(var entries) ->
                entries.stream()
                        .map(entry -> quoted || entry.matches("(?s).*[ \\t\\r\\n].*") ? UciWords.quoted(entry) : entry)
                        .collect(Collectors.joining(settings.delimiter()));
        };
    }
}
