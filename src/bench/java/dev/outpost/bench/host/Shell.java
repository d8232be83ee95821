package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one running shell knows: variables, functions, parameters, descriptors, folder, traps, jobs. */
final class Shell {
    final Machine machine;
    final SimProcess process;
    final int rootPid;
    final String arg0;
    final Variables variables;
    final Map<String, Command> functions;
    final Descriptors fds;
    final Set<Character> options;
    final Map<Signal, String> traps = new EnumMap<>(Signal.class);
    final List<SimProcess> jobs = new ArrayList<>();
    List<String> arguments;
    String cwd;
    int status;
    int substitution;
    int loops;
    int lastJob;

    /** The script or the builtin that is running; stands in errors. */
    @Nullable
    String commandName;

    int line;
    int firstLine = 1;
    String exitTrap = "";

    Shell(Call call, String arg0, List<String> arguments) {
        this.machine = call.machine();
        this.process = call.process();
        this.rootPid = process.pid();
        this.arg0 = arg0;
        this.arguments = List.copyOf(arguments);
        this.variables = new Variables();
        this.functions = new HashMap<>();
        this.fds = Descriptors.of(call);
        this.options = new TreeSet<>();
        this.cwd = call.cwd();
        call.env().forEach((name, value) -> {
            variables.set(name, value);
            variables.export(name);
        });
        variables.set("PWD", cwd);
        variables.export("PWD");
        variables.set("IFS", " \t\n");
    }

    /** A copy for a subshell; the caller closes its descriptors. */
    Shell(Shell parent, SimProcess process, Descriptors fds) {
        this.machine = parent.machine;
        this.process = process;
        this.rootPid = parent.rootPid;
        this.arg0 = parent.arg0;
        this.arguments = parent.arguments;
        this.variables = parent.variables.fork();
        this.functions = new HashMap<>(parent.functions);
        this.fds = fds;
        this.options = new TreeSet<>(parent.options);
        this.cwd = parent.cwd;
        this.status = parent.status;
        this.lastJob = parent.lastJob;
        this.commandName = parent.commandName;
        this.line = parent.line;
        this.firstLine = parent.firstLine;
    }

    /** Prints an error as ash words it. */
    void complain(String message) {
        var name = commandName;
        String where = name == null ? "" : (name.equals(arg0) ? "" : name + ": ") + "line " + line + ": ";
        fds.err().println(arg0 + ": " + where + message);
    }

    /** An error that ends a script. */
    Jump fatal(String message) {
        complain(message);
        return new Jump(Jump.Way.EXIT, 2);
    }

    /** A path as seen from the working folder. */
    String path(String relative) {
        return Call.path(cwd, relative);
    }

    /** A program's run with this shell's streams. */
    Call call(List<String> words) {
        return new Call(machine, process, words, variables.exported(), cwd, fds.in(), fds.out(), fds.err());
    }

    /** Variables and parameters by name, the special ones included. */
    Optional<String> parameter(String name) {
        return switch (name) {
            case "?" -> Optional.of(String.valueOf(status));
            case "$" -> Optional.of(String.valueOf(rootPid));
            case "!" -> lastJob == 0 ? Optional.empty() : Optional.of(String.valueOf(lastJob));
            case "#" -> Optional.of(String.valueOf(arguments.size()));
            case "0" -> Optional.of(arg0);
            default -> name.matches("[0-9]+") ? positional(Integer.parseInt(name)) : variables.get(name);
        };
    }

    private Optional<String> positional(int number) {
        return number <= arguments.size() ? Optional.of(arguments.get(number - 1)) : Optional.empty();
    }
}
