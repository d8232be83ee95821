package dev.outpost.bench.uci;

import dev.outpost.bench.host.Call;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciValue;
import dev.outpost.uci.UciWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands on whole packages; those on one place are {@link Edits} and {@link Show}. */
final class UciCommands {
    private final Call call;
    private final Settings settings;
    private final Store store;

    UciCommands(Call call, Settings settings) {
        this.call = call;
        this.settings = settings;
        this.store = settings.store();
    }

    int run(String command, List<String> words) throws IOException {
        try {
            switch (command) {
                case "get" -> new Show(call, settings).get(Place.read(words.getFirst()));
                case "show" -> show(words);
                case "export" -> export(words);
                case "changes" -> changes(words);
                case "commit" -> commit(words);
                case "revert" -> revert(Place.read(words.getFirst()));
                case "import" -> importPackage(words);
                case "add" -> call.out().println(new Edits(store).add(words.getFirst(), words.get(1)));
                default -> new Edits(store).run(command, Place.read(words.getFirst()));
            }
            return 0;
        } catch (UciFailure failure) {
            tell(failure);
            return command.equals("add") ? failure.code() : 1;
        }
    }

    private void tell(UciFailure failure) {
        if (!settings.quiet()) {
            call.err().println("uci: " + failure.getMessage());
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
                tell(failure);
            }
        }
    }

    private void show(List<String> words) throws UciFailure {
        var show = new Show(call, settings);
        if (words.isEmpty()) {
            each(words, name -> show.show(new Place(name, "", "", false, "")));
        } else {
            show.show(Place.read(words.getFirst()));
        }
    }

    private void export(List<String> words) throws UciFailure {
        each(words, name -> call.out().print(UciWriter.export(store.load(name).value())));
    }

    private void changes(List<String> words) throws UciFailure {
        each(words, name -> {
            store.loadCommitted(name);
            store.deltas(name).forEach(delta -> call.out().println(delta.shown()));
        });
    }

    private void commit(List<String> words) throws UciFailure {
        each(words, name -> {
            if (settings.commits()) {
                store.commit(name);
            } else {
                store.load(name);
            }
        });
    }

    private void revert(Place place) throws UciFailure {
        store.loadCommitted(place.packageName());
        var kept = store.deltas(place.packageName()).stream()
                .filter(delta -> !isMeant(delta, place))
                .toList();
        store.restage(place.packageName(), kept);
    }

    private static boolean isMeant(Delta delta, Place place) {
        boolean section = place.section().isEmpty() || delta.section().equals(place.section());
        return section && (place.option().isEmpty() || delta.option().equals(place.option()));
    }

    private void importPackage(List<String> words) throws UciFailure, IOException {
        String text = new String(settings.input(call).readAllBytes(), StandardCharsets.UTF_8);
        for (var read : read(words, text)) {
            if (settings.merges()) {
                merge(read);
            } else {
                store.write(read);
                store.restage(read.name(), List.of());
            }
        }
    }

    private static List<UciPackage> read(List<String> words, String text) throws UciFailure {
        if (!words.isEmpty()) {
            return List.of(Store.parse(words.getFirst(), text));
        }
        try {
            return UciParser.parseExport(text);
        } catch (UciSyntaxException error) {
            throw UciFailure.parse(String.valueOf(error.getMessage()));
        }
    }

    private void merge(UciPackage read) throws UciFailure {
        var config = store.load(read.name());
        var deltas = new ArrayList<Delta>();
        for (var section : read.sections()) {
            String name = section.anonymous() ? config.nextAnonymousName(section.type()) : section.name();
            if (config.find(name).isEmpty()) {
                var kind = section.anonymous() ? Delta.Kind.ADD : Delta.Kind.SET;
                config.add(section.type(), name, section.anonymous());
                deltas.add(new Delta(kind, read.name(), name, "", section.type()));
            }
            for (var option : section.options()) {
                boolean list = option.value() instanceof UciValue.Many;
                var kind = list ? Delta.Kind.LIST_ADD : Delta.Kind.SET;
                for (String value : option.value().asList()) {
                    deltas.add(new Delta(kind, read.name(), name, option.name(), value));
                }
            }
        }
        store.stage(deltas);
    }
}
