package dev.outpost.bench.uci;

import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWords;
import java.util.List;
import java.util.Optional;

/** The commands that stage changes. */
final class Edits {
    private final Store store;

    Edits(Store store) {
        this.store = store;
    }

    /** Adds an anonymous section; returns its generated name. */
    String add(String packageName, String type) throws UciFailure {
        var config = store.load(packageName);
        if (!UciWords.isType(type)) {
            throw UciFailure.invalid();
        }
        String name = config.nextAnonymousName(type);
        store.stage(List.of(new Delta(Delta.Kind.ADD, packageName, name, "", type)));
        return name;
    }

    void run(String command, Place place) throws UciFailure {
        var config = store.load(place.packageName());
        var section = config.find(place.section());
        boolean odd = !place.section().startsWith("@") && !UciWords.isName(place.section());
        if (section.isEmpty() && odd) {
            throw UciFailure.invalid();
        }
        var name = section.map(found -> found.name).orElse(place.section());
        switch (command) {
            case "set" -> set(place, section, name);
            case "add_list" -> addToList(place, section, name);
            case "del_list" -> takeFromList(place, section, name);
            case "delete" -> delete(place, section, name);
            case "rename" -> rename(place, section, name);
            default -> reorder(place, section, name);
        }
    }

    private void stage(Delta.Kind kind, Place place, String section, String value) throws UciFailure {
        store.stage(List.of(new Delta(kind, place.packageName(), section, place.option(), value)));
    }

    private void set(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (!place.hasValue() || place.section().isEmpty()) {
            throw UciFailure.invalid();
        }
        var option = section.flatMap(found -> found.option(place.option()));
        boolean there = section.isPresent() && (place.option().isEmpty() || option.isPresent());
        if (place.value().isEmpty()) {
            if (there) {
                stage(Delta.Kind.REMOVE, place, name, "");
            }
            return;
        }
        if (section.isEmpty() && (!place.option().isEmpty() || place.section().startsWith("@"))) {
            throw UciFailure.invalid();
        }
        boolean same = place.option().isEmpty()
                ? section.filter(found -> found.type.equals(place.value())).isPresent()
                : option.filter(found -> found.value.equals(UciValue.of(place.value())))
                        .isPresent();
        if (!same) {
            stage(Delta.Kind.SET, place, name, place.value());
        }
    }

    private void addToList(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (section.isEmpty() || place.option().isEmpty() || !place.hasValue()) {
            throw UciFailure.invalid();
        }
        stage(Delta.Kind.LIST_ADD, place, name, place.value());
    }

    /** Silent about lists that are not there and values that are not in them. */
    private void takeFromList(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (section.isEmpty() || place.option().isEmpty() || !place.hasValue()) {
            throw UciFailure.invalid();
        }
        var option = section.get().option(place.option());
        if (option.isPresent() && option.get().value instanceof UciValue.Many) {
            stage(Delta.Kind.LIST_DELETE, place, name, place.value());
        }
    }

    private void delete(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (section.isEmpty()) {
            throw UciFailure.notFound();
        }
        if (!place.option().isEmpty() && section.get().option(place.option()).isEmpty()) {
            throw UciFailure.notFound();
        }
        stage(Delta.Kind.REMOVE, place, name, "");
    }

    /** A name in use is accepted. */
    private void rename(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (section.isEmpty() || !UciWords.isName(place.value())) {
            throw section.isEmpty() ? UciFailure.notFound() : UciFailure.invalid();
        }
        if (!place.option().isEmpty() && section.get().option(place.option()).isEmpty()) {
            throw UciFailure.notFound();
        }
        stage(Delta.Kind.RENAME, place, name, place.value());
    }

    private void reorder(Place place, Optional<Config.Section> section, String name) throws UciFailure {
        if (section.isEmpty()) {
            throw UciFailure.notFound();
        }
        if (!place.value().matches("\\d{1,6}")) {
            throw UciFailure.invalid();
        }
        stage(Delta.Kind.REORDER, place, name, place.value());
    }
}
