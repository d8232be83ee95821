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

/** The program {@code uci}: options, commands, batch, exit codes. */
public final class Uci implements Program {
    private static final int USAGE = 255;
    private static final Map<String, int[]> ARGUMENTS = Map.ofEntries(
            Map.entry("show", new int[] {0, 1}),
            Map.entry("export", new int[] {0, 1}),
            Map.entry("import", new int[] {0, 1}),
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

    private final boolean overrides;

    private Uci(boolean overrides) {
        this.overrides = overrides;
    }

    /**
     * Puts the program where OpenWrt has it.
     *
     * @param overrides whether it knows a folder of overriding configs, and its option -C: not before 2025
     */
    public static void installOn(Machine machine, boolean overrides) {
        machine.programs().register("/sbin/uci", new Uci(overrides));
    }

    public static void installOn(Machine machine) {
        installOn(machine, false);
    }

    @Override
    public int run(Call call) throws IOException {
        var settings = Settings.read(call, overrides);
        if (settings.isEmpty()) {
            return USAGE;
        }
        var words = settings.get().words();
        if (words.isEmpty()) {
            UciUsage.print(call.err(), overrides);
            return 0;
        }
        if (words.getFirst().equals("batch") && words.size() == 1) {
            return batch(call, settings.get());
        }
        int status = command(call, settings.get(), words);
        if (status == USAGE) {
            UciUsage.print(call.err(), overrides);
        }
        return status;
    }

    /** One command; 255 when it is none or its arguments are too few or too many. */
    private static int command(Call call, Settings settings, List<String> words) throws IOException {
        var wanted = ARGUMENTS.get(words.getFirst());
        int given = words.size() - 1;
        if (wanted == null || given < wanted[0] || given > wanted[1]) {
            return USAGE;
        }
        return new UciCommands(call, settings).run(words.getFirst(), words.subList(1, words.size()));
    }

    /** Reads commands with uci's own quoting; whatever happens, the status is 0. */
    private static int batch(Call call, Settings settings) throws IOException {
        String text = new String(settings.input(call).readAllBytes(), StandardCharsets.UTF_8);
        var tokens = new UciTokens(text);
        try {
            while (tokens.hasNext()) {
                var words = new ArrayList<>(tokens.next().words());
                if (words.getFirst().equals("exit")) {
                    break;
                }
                if (command(call, settings, words) == USAGE) {
                    call.err().println("Unknown command");
                }
            }
        } catch (UciSyntaxException error) {
            if (!settings.quiet()) {
                call.err().println("uci: " + error.getMessage());
            }
        }
        return 0;
    }
}
