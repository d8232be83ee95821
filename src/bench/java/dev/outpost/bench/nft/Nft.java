package dev.outpost.bench.nft;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** {@code nft} 1.0.6: check, load and list. */
public final class Nft implements Program {

    /** What the kernel has now; a restart forgets it. */
    private final AtomicReference<Ruleset> tables;

    public Nft(AtomicReference<Ruleset> tables) {
        this.tables = tables;
    }

    @Override
    public int run(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        var check = words.removeIf(word -> word.equals("-c") || word.equals("--check"));
        words.removeIf(word -> word.matches("-[anst]+"));
        if (!words.isEmpty()
                && (words.getFirst().equals("-f") || words.getFirst().equals("--file"))) {
            return words.size() == 2 ? file(call, words.get(1), check) : usage(call);
        }
        if (words.isEmpty()) {
            return usage(call);
        }
        return words.getFirst().equals("list")
                ? list(call, words.subList(1, words.size()))
                : load(call, "", String.join(" ", words), check);
    }

    private static int usage(Call call) {
        return call.refuse(1, "nft: no command specified");
    }

    private int file(Call call, String path, boolean check) throws IOException {
        var stdin = path.equals("-") || path.equals("/dev/stdin");
        if (!stdin && !call.files().exists(call.path(path))) {
            return call.refuse(
                    1, "internal:0:0-0: Error: Could not open file \"" + path + "\": No such file or directory");
        }
        var text = stdin
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(path));
        return load(call, stdin ? "/dev/stdin" : path, text, check);
    }

    private int load(Call call, String file, String text, boolean check) {
        try {
            var loaded = tables.get().load(text);
            if (!check) {
                tables.set(loaded);
            }
            return 0;
        } catch (NftError refused) {
            call.err().print(refused.report(file, text));
            return 1;
        }
    }

    private int list(Call call, List<String> words) {
        var rules = tables.get();
        Optional<String> text = switch (words.isEmpty() ? "" : words.getFirst()) {
            case "ruleset" -> Optional.of(rules.text());
            case "tables" -> Optional.of(rules.names());
            case "table" -> rules.table(String.join(" ", words.subList(1, words.size())));
            default -> Optional.empty();
        };
        text.ifPresent(call.out()::print);
        if (text.isEmpty()) {
            call.err().println("Error: No such file or directory");
            call.err().println("list " + String.join(" ", words));
        }
        return text.isPresent() ? 0 : 1;
    }
}
