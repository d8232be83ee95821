package dev.outpost.bench.uci;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Program;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program {@code uci}: options, commands, batch, exit codes. */
public final class Uci implements Program {
    private static final int USAGE = 255;

    /** The fewest and the most arguments of each command. */
    private static final Map<String, int[]> ARGUMENTS = Map.ofEntries(
            Map.entry("show", new int[] {0, 1}),
            Map.entry("export", new int[] {0, 1}),
            Map.entry("changes", new int[] {0, 1}),
            Map.entry("commit", new int[] {0, 1}),
            Map.entry("get", new int[] {1, 1}),
            Map.entry("set", new int[] {1, 1}),
            Map.entry("add_list", new int[] {1, 1}),
            Map.entry("del_list", new int[] {1, 1}),
            Map.entry("delete", new int[] {1, 1}),
            Map.entry("rename", new int[] {1, 1}),
            Map.entry("revert", new int[] {1, 1}),
            Map.entry("reorder", new int[] {1, 1}),
            Map.entry("add", new int[] {2, 2}));

    private Uci() {}

    /** Puts the program where OpenWrt has it. */
    public static void installOn(Machine machine) {
        machine.programs().register("/sbin/uci", new Uci());
    }

    @Override
    public int run(Call call) throws IOException {
        var words = new ArrayList<String>();
        var commands = commands(call, words);
        int status = USAGE;
        if (commands.isPresent()) {
            boolean batch = words.equals(List.of("batch"));
            status = words.isEmpty() ? 0 : batch ? batch(call, commands.get()) : command(commands.get(), words);
        }
        if (status == USAGE || words.isEmpty()) {
            call.err().println("Usage: uci [<options>] <command> [<arguments>]");
        }
        return status;
    }

    /** What the options say; empty when one is unknown. The words that are left are added. */
    private static Optional<UciCommands> commands(Call call, List<String> words) {
        var folders = new ArrayList<>(List.of("/tmp/.uci"));
        String config = "/etc/config";
        String save = "/tmp/.uci";
        String delimiter = " ";
        String flags = "";
        var rest = call.words().iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!word.matches("-[a-zA-Z].*")) {
                words.add(word);
                continue;
            }
            char letter = word.charAt(1);
            if ("cdPtqX".indexOf(letter) < 0) {
                return Optional.empty();
            }
            boolean valued = "cdPt".indexOf(letter) >= 0;
            String value = word.length() > 2 ? word.substring(2) : valued && rest.hasNext() ? rest.next() : "";
            switch (letter) {
                case 'c' -> config = call.path(value);
                case 'd' -> delimiter = value;
                case 't', 'P' -> save = call.path(value);
                default -> {} // a flag
            }
            flags += letter;
        }
        if (!folders.contains(save)) {
            if (flags.contains("t")) {
                folders.clear();
            }
            folders.add(save);
        }
        var store = new Store(call.files(), config, folders, save);
        return Optional.of(new UciCommands(call, store, delimiter, flags));
    }

    /** One command; 255 when it is none or its arguments are too few or too many. */
    private static int command(UciCommands commands, List<String> words) {
        var wanted = ARGUMENTS.get(words.getFirst());
        int given = words.size() - 1;
        if (wanted == null || given < wanted[0] || given > wanted[1]) {
            return USAGE;
        }
        return commands.run(words.getFirst(), words.subList(1, words.size()));
    }

    /** Reads commands with uci's own quoting; whatever happens, the status is 0. */
    private static int batch(Call call, UciCommands commands) throws IOException {
        var tokens = new UciTokens(new String(call.in().readAllBytes(), StandardCharsets.UTF_8));
        try {
            while (tokens.hasNext()) {
                var words = tokens.next().words();
                if (words.getFirst().equals("exit")) {
                    break;
                }
                if (command(commands, words) == USAGE) {
                    call.err().println("Unknown command");
                }
            }
        } catch (UciSyntaxException error) {
            commands.tell(String.valueOf(error.getMessage()));
        }
        return 0;
    }
}
