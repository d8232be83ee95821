package dev.outpost.bench.uci;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciTokens;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWords;
import dev.outpost.uci.UciWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The program {@code uci} with -q and -t: commands, batch, exit codes. */
public final class Uci {
    private static final int USAGE = 255;

    /** The arguments of each command; behind the name of a package there may be none at all. */
    private static final Map<String, Integer> ARGUMENTS =
            Map.of("get", 1, "set", 1, "add_list", 1, "del_list", 1, "delete", 1, "revert", 1, "add", 2);

    private static final List<String> OF_PACKAGES = List.of("show", "export", "changes", "commit");

    private final Call call;
    private final Store store;
    private final boolean quiet;

    private Uci(Call call, Store store, boolean quiet) {
        this.call = call;
        this.store = store;
        this.quiet = quiet;
    }

    /** Puts the program where OpenWrt has it. */
    public static void installOn(Machine machine) {
        machine.programs().register("/sbin/uci", Uci::run);
    }

    private static int run(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        var quiet = words.remove("-q");
        var stage = "/tmp/.uci";
        var at = words.indexOf("-t");
        if (at >= 0 && at + 1 < words.size()) {
            words.remove(at);
            stage = call.path(words.remove(at));
        }
        var uci = new Uci(call, new Store(call.files(), stage), quiet);
        var status = words.equals(List.of("batch")) ? uci.batch() : words.isEmpty() ? 0 : uci.command(words);
        return status == USAGE || words.isEmpty()
                ? call.refuse(status, "Usage: uci [<options>] <command> [<arguments>]")
                : status;
    }

    /** One command; 255 when it is none or its arguments are too few or too many. */
    private int command(List<String> words) {
        var name = words.getFirst();
        int given = words.size() - 1;
        var known = OF_PACKAGES.contains(name) ? given < 2 : given == ARGUMENTS.getOrDefault(name, -1);
        return known ? known(name, words.subList(1, words.size())) : USAGE;
    }

    /** Reads commands with uci's own quoting; whatever happens, the status is 0. */
    private int batch() throws IOException {
        var tokens = new UciTokens(new String(call.in().readAllBytes(), StandardCharsets.UTF_8));
        try {
            while (tokens.hasNext()) {
                if (command(tokens.next().words()) == USAGE) {
                    call.err().println("Unknown command");
                }
            }
        } catch (UciSyntaxException error) {
            tell(String.valueOf(error.getMessage()));
        }
        return 0;
    }

    /** Those that look, those on whole packages, and those that stage a change. */
    private int known(String command, List<String> words) {
        try {
            switch (command) {
                case "get" -> get(Place.read(words.getFirst()));
                case "show" -> show(words);
                case "export" -> each(words, name -> call.out().print(UciWriter.export(store.load(name))));
                case "changes" -> each(words, this::changes);
                case "commit" -> each(words, store::commit);
                case "revert" -> revert(Place.read(words.getFirst()));
                case "add" -> add(words.getFirst(), words.get(1));
                default -> stage(command, Place.read(words.getFirst()));
            }
            return 0;
        } catch (UciFailure failure) {
            tell(String.valueOf(failure.getMessage()));
            return command.equals("add") ? 3 : 1;
        }
    }

    private void tell(String words) {
        if (!quiet) {
            call.err().println("uci: " + words);
        }
    }

    /** What is done with one package. */
    private interface Each {
        void run(String name) throws UciFailure;
    }

    /** All packages; a broken one is told and passed over. */
    private void each(List<String> words, Each each) throws UciFailure {
        if (!words.isEmpty()) {
            each.run(words.getFirst());
            return;
        }
        for (String name : store.packages()) {
            try {
                each.run(name);
            } catch (UciFailure failure) {
                tell(String.valueOf(failure.getMessage()));
            }
        }
    }

    /** The bare value, or the type of a section; nothing for a package. */
    private void get(Place place) throws UciFailure {
        var section = looked(place);
        if (section.isPresent()) {
            call.say(
                    place.option().isEmpty()
                            ? section.get().type()
                            : text(option(section.get(), place).value(), false));
        }
    }

    /** The section that is asked for; empty where the whole package is. */
    private Optional<UciSection> looked(Place place) throws UciFailure {
        var config = store.load(place.packageName());
        valid(!place.hasValue());
        return place.section().isEmpty()
                ? Optional.empty()
                : Optional.of(Place.find(config, place.section()).orElseThrow(UciFailure::notFound));
    }

    private static UciOption option(UciSection section, Place place) throws UciFailure {
        return section.options().stream()
                .filter(each -> each.name().equals(place.option()))
                .findFirst()
                .orElseThrow(UciFailure::notFound);
    }

    private void show(List<String> words) throws UciFailure {
        if (words.isEmpty()) {
            each(words, name -> show(store.load(name)));
            return;
        }
        var place = Place.read(words.getFirst());
        var section = looked(place);
        if (section.isEmpty()) {
            show(store.load(place.packageName()));
            return;
        }
        var name = place.packageName() + "." + section.get().name();
        if (place.option().isEmpty()) {
            show(name, section.get());
        } else {
            show(name, option(section.get(), place));
        }
    }

    /** Anonymous sections go by their place among those of their type. */
    private void show(UciPackage config) {
        for (var section : config.sections()) {
            var place = config.ofType(section.type()).indexOf(section);
            var name = section.anonymous() ? "@" + section.type() + "[" + place + "]" : section.name();
            show(config.name() + "." + name, section);
        }
    }

    private void show(String name, UciSection section) {
        call.say(name + "=" + section.type());
        section.options().forEach(option -> show(name, option));
    }

    private void show(String section, UciOption option) {
        call.say(section + "." + option.name() + "=" + text(option.value(), true));
    }

    /** An entry that holds a blank is quoted even where others are not. */
    private static String text(UciValue value, boolean quoted) {
        return switch (value) {
            case UciValue.Scalar(String text) -> quoted ? UciWords.quoted(text) : text;
            case UciValue.Many(var entries) ->
                entries.stream()
                        .map(entry -> quoted || entry.matches("(?s).*[ \\t\\r\\n].*") ? UciWords.quoted(entry) : entry)
                        .collect(Collectors.joining(" "));
        };
    }

    private void changes(String name) throws UciFailure {
        store.committed(name);
        store.deltas(name).forEach(delta -> call.say(delta.shown()));
    }

    private void revert(Place place) throws UciFailure {
        store.committed(place.packageName());
        var kept = store.deltas(place.packageName()).stream()
                .filter(delta -> !isMeant(delta, place))
                .toList();
        store.restage(place.packageName(), kept);
    }

    private static boolean isMeant(Delta delta, Place place) {
        boolean section = place.section().isEmpty() || delta.section().equals(place.section());
        return section && (place.option().isEmpty() || delta.option().equals(place.option()));
    }

    /** Adds an anonymous section and prints its generated name. */
    private void add(String packageName, String type) throws UciFailure {
        var config = store.load(packageName);
        valid(UciWords.isType(type));
        String name = UciWords.anonymousName(config.sections().size() + 1, type);
        store.stage(new Delta(Delta.Kind.ADD, packageName, name, "", type));
        call.say(name);
    }

    private void stage(String command, Place place) throws UciFailure {
        var config = store.load(place.packageName());
        var section = Place.find(config, place.section());
        boolean there = section.isPresent()
                && (place.option().isEmpty()
                        || section.get().get(place.option()).isPresent());
        var kind = kind(command, place, section.isPresent(), there);
        var name = section.map(UciSection::name).orElse(place.section());
        var delta = new Delta(kind, place.packageName(), name, place.option(), place.value());
        if (!delta.applied(config).equals(config)) {
            store.stage(delta);
        }
    }

    /** Setting to nothing deletes; an option needs its section. */
    private static Delta.Kind kind(String command, Place place, boolean hasSection, boolean there) throws UciFailure {
        return switch (command) {
            case "delete" -> {
                if (!there) {
                    throw UciFailure.notFound();
                }
                yield Delta.Kind.REMOVE;
            }
            case "set" -> {
                valid(place.hasValue() && !place.section().isEmpty());
                var makes = place.option().isEmpty() && !place.section().startsWith("@");
                valid(place.value().isEmpty() || hasSection || makes);
                yield place.value().isEmpty() ? Delta.Kind.REMOVE : Delta.Kind.SET;
            }
            default -> {
                valid(hasSection && !place.option().isEmpty() && place.hasValue());
                yield command.equals("add_list") ? Delta.Kind.LIST_ADD : Delta.Kind.LIST_DELETE;
            }
        };
    }

    private static void valid(boolean good) throws UciFailure {
        if (!good) {
            throw new UciFailure(UciFailure.INVALID);
        }
    }
}
