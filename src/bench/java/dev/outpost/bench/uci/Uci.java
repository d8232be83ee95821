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

/** The program {@code uci} with -q and -t: commands, batch, exit codes. */
public final class Uci implements Program {
    private static final int USAGE = 255;

    /** The arguments of each command; behind the name of a package there may be none at all. */
    private static final Map<String, Integer> ARGUMENTS = Map.of(
            "get", 1, "set", 1, "add_list", 1, "del_list", 1, "delete", 1, "revert", 1, "add", 2);

    private static final List<String> OF_PACKAGES = List.of("show", "export", "changes", "commit");

    private Uci() {}

    /** Puts the program where OpenWrt has it. */
    public static void installOn(Machine machine) {
        machine.programs().register("/sbin/uci", new Uci());
    }

    @Override
    public int run(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        var quiet = words.remove("-q");
        var stage = "/tmp/.uci";
        var at = words.indexOf("-t");
        if (at >= 0 && at + 1 < words.size()) {
            words.remove(at);
            stage = call.path(words.remove(at));
        }
        var commands = new UciCommands(call, new Store(call.files(), stage), quiet);
        var status = words.equals(List.of("batch")) ? batch(call, commands) : words.isEmpty() ? 0 : command(commands, words);
        return status == USAGE || words.isEmpty()
                ? call.refuse(status, "Usage: uci [<options>] <command> [<arguments>]")
                : status;
    }

    /** One command; 255 when it is none or its arguments are too few or too many. */
    private static int command(UciCommands commands, List<String> words) {
        var name = words.getFirst();
        int given = words.size() - 1;
        var known = OF_PACKAGES.contains(name) ? given < 2 : given == ARGUMENTS.getOrDefault(name, -1);
        return known ? commands.run(name, words.subList(1, words.size())) : USAGE;
    }

    /** Reads commands with uci's own quoting; whatever happens, the status is 0. */
    private static int batch(Call call, UciCommands commands) throws IOException {
        var tokens = new UciTokens(new String(call.in().readAllBytes(), StandardCharsets.UTF_8));
        try {
            while (tokens.hasNext()) {
                if (command(commands, tokens.next().words()) == USAGE) {
                    call.err().println("Unknown command");
                }
            }
        } catch (UciSyntaxException error) {
            commands.tell(String.valueOf(error.getMessage()));
        }
        return 0;
    }
}
