package dev.outpost.bench.host;

import dev.outpost.bench.sh.Parser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builtins about variables and parameters: export, readonly, unset, local, set, shift. */
final class VariableBuiltins {
    private final Shell shell;

    VariableBuiltins(Shell shell) {
        this.shell = shell;
    }

    void addTo(Map<String, Builtins.Builtin> all) {
        all.put("export", this::export);
        all.put("readonly", this::readonly);
        all.put("unset", this::unset);
        all.put("local", this::local);
        all.put("set", this::set);
        all.put("shift", this::shift);
    }

    private int export(List<String> words) {
        boolean off = !words.isEmpty() && words.getFirst().equals("-n");
        if (words.isEmpty() || words.getFirst().equals("-p")) {
            shell.variables.all().entrySet().stream()
                    .filter(entry -> entry.getValue().exported())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> printAssignment(
                            "export ", entry.getKey(), entry.getValue().value()));
            return 0;
        }
        for (String word : off ? words.subList(1, words.size()) : words) {
            shell.variables.export(assigned(word), !off);
        }
        return 0;
    }

    private int readonly(List<String> words) {
        for (String word : words) {
            shell.variables.makeReadOnly(assigned(word));
        }
        return 0;
    }

    /** Does the assignment in a word, if there is one; returns the name. */
    private String assigned(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (!Parser.isName(name)) {
            throw shell.fatal(name + ": bad variable name");
        }
        if (equals >= 0) {
            shell.assign(name, word.substring(equals + 1));
        }
        return name;
    }

    private int unset(List<String> words) {
        boolean functions = !words.isEmpty() && words.getFirst().equals("-f");
        boolean option = functions || (!words.isEmpty() && words.getFirst().equals("-v"));
        for (String name : option ? words.subList(1, words.size()) : words) {
            if (functions) {
                shell.functions.remove(name);
            } else if (!Parser.isName(name)) {
                throw shell.fatal(name + ": bad variable name");
            } else if (shell.variables.isReadOnly(name)) {
                throw shell.fatal(name + ": is read only");
            } else {
                shell.variables.unset(name);
            }
        }
        return 0;
    }

    private int local(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!shell.variables.local(name)) {
                throw shell.fatal("not in a function");
            }
            if (equals < 0) {
                shell.variables.unset(name);
            } else {
                shell.assign(name, word.substring(equals + 1));
            }
        }
        return 0;
    }

    private int set(List<String> words) {
        if (words.isEmpty()) {
            shell.variables.all().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(entry -> entry.getValue().value() != null)
                    .forEach(entry ->
                            printAssignment("", entry.getKey(), entry.getValue().value()));
            return 0;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean on = word.startsWith("-");
            if (word.equals("--") || !(on || word.startsWith("+")) || word.length() < 2) {
                shell.arguments = List.copyOf(words.subList(word.equals("--") ? i + 1 : i, words.size()));
                return 0;
            }
            for (char letter : word.substring(1).toCharArray()) {
                if (letter == 'o' && i + 1 < words.size()) {
                    named(words.get(++i), on);
                } else {
                    option(letter, on);
                }
            }
        }
        return 0;
    }

    private void option(char letter, boolean on) {
        if ("euxnfavbCmI".indexOf(letter) < 0) {
            throw shell.fatal("illegal option -" + letter);
        }
        if (on) {
            shell.options.add(letter);
        } else {
            shell.options.remove(letter);
        }
    }

    private void named(String name, boolean on) {
        switch (name) {
            case "pipefail" -> shell.pipeFail = on;
            case "errexit" -> option('e', on);
            case "nounset" -> option('u', on);
            case "xtrace" -> option('x', on);
            case "noglob" -> option('f', on);
            case "allexport" -> option('a', on);
            default -> throw shell.fatal("illegal option -o " + name);
        }
    }

    private void printAssignment(String before, String name, @Nullable String value) {
        String shown = value == null ? "" : "='" + value.replace("'", "'\"'\"'") + "'";
        shell.fds.out().println(before + name + shown);
    }

    private int shift(List<String> words) {
        int count = words.isEmpty() ? 1 : Integer.parseInt(words.getFirst());
        if (count > shell.arguments.size()) {
            return 1;
        }
        shell.arguments = List.copyOf(shell.arguments.subList(count, shell.arguments.size()));
        return 0;
    }
}
