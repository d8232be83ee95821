package dev.outpost.router;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Command.Redirect;
import dev.outpost.bench.sh.Parser;
import dev.outpost.bench.sh.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every command in a shell script, wherever it stands: functions, substitutions, traps, the texts of {@code sh -c}, scripts in
 * here-documents. What is only known on the router reads {@code $name}.
 */
final class ShellWords {
    /** Run another command, which their first word that is no option begins. */
    private static final Set<String> CARRIERS = Set.of("exec", "setsid", "nice", "xargs", "env", "command", "time");

    private final Set<String> commands = new LinkedHashSet<>();
    private final Set<String> functions = new TreeSet<>();

    private ShellWords() {}

    /** The commands of a script but the calls of its own functions, each as one line. */
    static Set<String> of(String script) {
        var words = new ShellWords();
        words.script(script);
        words.commands.removeIf(line -> words.functions.contains(line.split(" ", 2)[0]));
        return words.commands;
    }

    private void script(String text) {
        var parser = Parser.of(text, 1);
        for (var command = parser.next(); command.isPresent(); command = parser.next()) {
            walk(command.get());
        }
    }

    private void walk(Command command) {
        switch (command) {
            case Command.Simple simple -> simple(simple);
            case Command.Pipeline pipeline -> pipeline.commands().forEach(this::walk);
            case Command.AndOr both -> walkAll(both.left(), both.right());
            case Command.Sequence sequence -> sequence.commands().forEach(this::walk);
            case Command.Background background -> walk(background.command());
            case Command.Subshell subshell -> walk(subshell.body());
            case Command.Redirected redirected -> {
                walk(redirected.command());
                redirects(redirected.redirects());
            }
            case Command.If choice -> walkAll(choice.condition(), choice.then(), choice.otherwise());
            case Command.Loop loop -> walkAll(loop.condition(), loop.body());
            case Command.For each -> {
                each.words().forEach(this::parts);
                walk(each.body());
            }
            case Command.Case cases -> {
                parts(cases.subject());
                cases.branches().forEach(branch -> walk(branch.body()));
            }
            case Command.Define function -> {
                functions.add(function.name());
                walk(function.body());
            }
        }
    }

    private void walkAll(Command... commandsInside) {
        for (var command : commandsInside) {
            walk(command);
        }
    }

    private void simple(Command.Simple simple) {
        simple.assignments().forEach(assignment -> parts(assignment.value()));
        simple.words().forEach(this::parts);
        redirects(simple.redirects());
        call(simple.words().stream().map(ShellWords::text).toList());
    }

    private void call(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        commands.add(String.join(" ", words));
        var name = words.getFirst();
        var rest = words.subList(1, words.size());
        if ((name.equals("trap") && rest.size() > 1) || (name.equals("eval") && !rest.isEmpty())) {
            script(rest.getFirst());
        } else if (Set.of("sh", "ash").contains(name)
                && rest.size() > 1
                && rest.getFirst().equals("-c")) {
            script(rest.get(1));
        } else if (CARRIERS.contains(name)) {
            call(rest.stream().dropWhile(word -> word.startsWith("-")).toList());
        }
    }

    private void redirects(List<Redirect> redirects) {
        for (var redirect : redirects) {
            var target = redirect.target();
            parts(target);
            if (text(target).startsWith("#!/bin/sh")) {
                script(text(target));
            }
        }
    }

    private void parts(Word word) {
        for (var part : word.parts()) {
            switch (part) {
                case Word.Parameter parameter -> parts(parameter.word());
                case Word.Substitution substitution -> walk(substitution.body());
                case Word.Arithmetic arithmetic -> parts(arithmetic.expression());
                case Word.Text text -> {}
            }
        }
    }

    private static String text(Word word) {
        var text = new StringBuilder();
        for (var part : word.parts()) {
            text.append(
                    switch (part) {
                        case Word.Text piece -> piece.text();
                        case Word.Parameter parameter -> "$" + parameter.name();
                        case Word.Substitution substitution -> "$substitution";
                        case Word.Arithmetic arithmetic -> "$arithmetic";
                    });
        }
        return text.toString();
    }
}
