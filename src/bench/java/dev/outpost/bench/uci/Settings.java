package dev.outpost.bench.uci;

import dev.outpost.bench.host.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of one call, and the words that are left.
 *
 * @param commits false with -P: what is staged there is never committed
 */
record Settings(
        List<String> words,
        String delimiter,
        String inputFile,
        boolean merges,
        boolean quiet,
        boolean plainNames,
        boolean commits,
        Store store) {

    /** Empty when an option is unknown; the usage is printed then. */
    static Optional<Settings> read(Call call, boolean overrides) {
        var words = new ArrayList<String>();
        var folders = new ArrayList<>(List.of("/tmp/.uci"));
        String config = "/etc/config";
        String save = "/tmp/.uci";
        String delimiter = " ";
        String file = "";
        String flags = "";
        var rest = call.words().iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.matches("-[a-zA-Z].*")) {
                words.add(word);
                continue;
            }
            char letter = word.charAt(1);
            boolean valued = (overrides ? "cCdfpPt" : "cdfpPt").indexOf(letter) >= 0;
            if (!valued && "mnNqsSX".indexOf(letter) < 0) {
                UciUsage.print(call.err(), overrides);
                return Optional.empty();
            }
            String value = word.length() > 2 ? word.substring(2) : valued && rest.hasNext() ? rest.next() : "";
            switch (letter) {
                case 'c' -> config = call.path(value);
                case 'C' -> {} // nothing on the bench overrides a config
                case 'd' -> delimiter = value;
                case 'f' -> file = call.path(value);
                case 'p' -> folders.add(call.path(value));
                case 't', 'P' -> {
                    save = call.path(value);
                    flags += letter;
                }
                default -> flags += letter;
            }
        }
        if (!folders.contains(save)) {
            if (flags.contains("t")) {
                folders.clear();
            }
            folders.add(save);
        }
        var store = new Store(call.files(), config, List.copyOf(folders), save);
        return Optional.of(new Settings(
                List.copyOf(words),
                delimiter,
                file,
                flags.contains("m"),
                flags.contains("q"),
                flags.contains("X"),
                !flags.contains("P"),
                store));
    }

    InputStream input(Call call) throws IOException {
        return inputFile.isEmpty() ? call.in() : call.files().openRead(inputFile);
    }
}
