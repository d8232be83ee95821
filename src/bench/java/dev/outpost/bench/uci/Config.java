package dev.outpost.bench.uci;

import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One package while the program works on it. */
final class Config {
    final String name;
    private final List<Section> sections = new ArrayList<>();

    /** A section that can change. */
    static final class Section {
        String type;
        String name;
        boolean anonymous;
        final List<Option> options = new ArrayList<>();

        Section(String type, String name, boolean anonymous) {
            this.type = type;
            this.name = name;
            this.anonymous = anonymous;
        }

        Optional<Option> option(String wanted) {
            return options.stream().filter(option -> option.name.equals(wanted)).findFirst();
        }
    }

    /** An option that can change. */
    static final class Option {
        String name;
        UciValue value;

        Option(String name, UciValue value) {
            this.name = name;
            this.value = value;
        }
    }

    Config(UciPackage read) {
        this.name = read.name();
        for (var section : read.sections()) {
            var copy = new Section(section.type(), section.name(), section.anonymous());
            section.options().forEach(option -> copy.options.add(new Option(option.name(), option.value())));
            sections.add(copy);
        }
    }

    UciPackage value() {
        return new UciPackage(
                name,
                sections.stream()
                        .map(section -> new UciSection(
                                section.type,
                                section.name,
                                section.anonymous,
                                section.options.stream()
                                        .map(option -> new UciOption(option.name, option.value))
                                        .toList()))
                        .toList());
    }

    List<Section> sections() {
        return sections;
    }

    /** By name, or by {@code @type[index]}; the last of equal names wins, as a rename may make two. */
    Optional<Section> find(String reference) throws UciFailure {
        if (!reference.startsWith("@")) {
            return sections.stream()
                    .filter(section -> section.name.equals(reference))
                    .findFirst();
        }
        var matcher = Pattern.compile("@([^\\[]*)\\[(-?\\d{1,6})\\]").matcher(reference);
        if (!matcher.matches()) {
            throw UciFailure.invalid();
        }
        String type = matcher.group(1);
        var all = sections.stream()
                .filter(section -> type.isEmpty() || section.type.equals(type))
                .toList();
        int index = Integer.parseInt(matcher.group(2));
        int at = index < 0 ? all.size() + index : index;
        return at >= 0 && at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    /** Its place among those of its type, as {@code @type[0]}. */
    String reference(Section wanted) {
        int index = 0;
        for (var section : sections) {
            if (section == wanted) {
                break;
            }
            index += section.type.equals(wanted.type) ? 1 : 0;
        }
        return "@" + wanted.type + "[" + index + "]";
    }

    String nextAnonymousName(String type) {
        return UciWords.anonymousName(sections.size() + 1, type);
    }

    Section add(String type, String sectionName, boolean anonymous) {
        var section = new Section(type, sectionName, anonymous);
        sections.add(section);
        return section;
    }

    /** Makes an option a scalar, in its place. */
    static void set(Section section, String option, String value) {
        section.option(option)
                .ifPresentOrElse(
                        there -> there.value = UciValue.of(value),
                        () -> section.options.add(new Option(option, UciValue.of(value))));
    }

    static void addToList(Section section, String option, String value) {
        var there = section.option(option);
        var entries = new ArrayList<>(there.map(each -> each.value.asList()).orElse(List.of()));
        entries.add(value);
        var list = new UciValue.Many(entries);
        there.ifPresentOrElse(each -> each.value = list, () -> section.options.add(new Option(option, list)));
    }

    /** Takes every equal entry out of a list; a scalar stays. */
    static void takeFromList(Section section, String option, String value) {
        section.option(option).ifPresent(there -> {
            if (there.value instanceof UciValue.Many(var entries)) {
                there.value = new UciValue.Many(
                        entries.stream().filter(entry -> !entry.equals(value)).toList());
            }
        });
    }

    void reorder(Section section, int position) {
        sections.remove(section);
        sections.add(Math.min(Math.max(position, 0), sections.size()), section);
    }
}
