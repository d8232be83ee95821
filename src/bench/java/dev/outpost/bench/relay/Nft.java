package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.relay.nft.NftError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code nft} 1.0.6: check, load and list. */
final class Nft implements Program {

    private final RelayKernel kernel;

    Nft(RelayKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public int run(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        var check = words.removeIf(word -> word.equals("-c") || word.equals("--check"));
        words.removeIf(word -> word.matches("-[anst]+"));
        if (words.contains("--version") || words.contains("-v")) {
            call.out().println("nftables v1.0.6 (Lester Gooch #5)");
            return 0;
        }
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
        call.err().println("nft: no command specified");
        return 1;
    }

    private int file(Call call, String path, boolean check) throws IOException {
        var stdin = path.equals("-") || path.equals("/dev/stdin");
        if (!stdin && !call.files().exists(call.path(path))) {
            call.err()
                    .println("internal:0:0-0: Error: Could not open file \"" + path + "\": No such file or directory");
            return 1;
        }
        var text = stdin
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(path));
        return load(call, stdin ? "/dev/stdin" : path, text, check);
    }

    private int load(Call call, String file, String text, boolean check) {
        try {
            if (check) {
                kernel.ruleset().load(text);
            } else {
                kernel.load(text);
            }
            return 0;
        } catch (NftError refused) {
            call.err().print(refused.report(file, text));
            return 1;
        }
    }

    private int list(Call call, List<String> words) {
        var what = words.isEmpty() ? "" : words.getFirst();
        var rules = kernel.ruleset();
        Optional<String> text = switch (what) {
            case "ruleset" -> Optional.of(rules.text());
            case "tables" -> Optional.of(rules.names());
            case "chains" -> Optional.of(rules.chains());
            case "table" ->
                words.size() == 2 ? rules.table("ip", words.get(1)) : rules.table(word(words, 1), word(words, 2));
            case "set", "map", "chain" -> rules.part(word(words, 1), word(words, 2), word(words, 3));
            default -> Optional.empty();
        };
        text.ifPresent(call.out()::print);
        if (text.isEmpty()) {
            call.err().println("Error: No such file or directory");
            call.err().println("list " + String.join(" ", words));
        }
        return text.isPresent() ? 0 : 1;
    }

    private static String word(List<String> words, int place) {
        return place < words.size() ? words.get(place) : "";
    }
}
