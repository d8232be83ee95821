package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Printf;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sed} with -n, -e, -E and -i: addresses, then one of {@code s p d q n {}}. */
final class Sed implements Program {
    @Override
    public int run(Call call) throws IOException {
        var options = new Options(call.words(), "nEie:");
        var files = new ArrayList<>(options.operands());
        var text = options.values('e');
        if (text.isEmpty()) {
            if (files.isEmpty()) {
                throw new Options.Unknown("no script");
            }
            text = List.of(files.removeFirst());
        }
        var script = new Script(String.join("\n", text), options.has('E'));
        var run = new Run(script.commands(), options.has('n'));
        return options.has('i') ? inPlace(call, run, files) : print(call, run, files);
    }

    private static int print(Call call, Run run, List<String> files) throws IOException {
        var all = new StringBuilder();
        int status = 0;
        for (String name : files.isEmpty() ? List.of("-") : files) {
            try (var in = Inputs.open(call, name)) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (FileError error) {
                status = call.fail(name + ": " + error.words());
            }
        }
        call.out().print(run.over(all.toString()));
        return status;
    }

    private static int inPlace(Call call, Run run, List<String> files) throws IOException {
        for (String name : files) {
            call.files().write(call.path(name), run.over(call.files().text(call.path(name))));
        }
        return 0;
    }

    /** Which line is meant, and what is done with it. */
    private interface Address {
        boolean matches(Run run);
    }

    private interface Action {
        void on(Run run);
    }

    private record Command(Address address, Action action) {}

    /** From one line to another. */
    private static final class Range implements Address {
        private final Address from;
        private final Address to;
        private boolean open;

        Range(Address from, Address to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean matches(Run run) {
            boolean inside = open || from.matches(run);
            open = open ? !to.matches(run) : inside;
            return inside;
        }
    }

    /** One script over texts. */
    private static final class Run {
        private final List<Command> script;
        private final boolean quiet;
        private final StringBuilder out = new StringBuilder();
        private List<String> lines = List.of();
        private int next;
        private String space = "";
        private boolean deleted;
        private boolean quits;

        Run(List<Command> script, boolean quiet) {
            this.script = script;
            this.quiet = quiet;
        }

        String over(String text) {
            boolean complete = text.endsWith("\n");
            String inner = complete ? text.substring(0, text.length() - 1) : text;
            lines = text.isEmpty() ? List.of() : List.of(inner.split("\n", -1));
            out.setLength(0);
            next = 0;
            while (next < lines.size() && !quits) {
                space = lines.get(next++);
                deleted = false;
                run(script);
                finishLine();
            }
            boolean cut = !complete && next == lines.size() && !out.isEmpty() && !quits;
            return cut ? out.substring(0, out.length() - 1) : out.toString();
        }

        private void finishLine() {
            if (!quiet && !deleted) {
                print();
            }
        }

        private void print() {
            out.append(space).append('\n');
        }

        private void run(List<Command> commands) {
            for (var command : commands) {
                if (!deleted && !quits && command.address().matches(this)) {
                    command.action().on(this);
                }
            }
        }

        private void nextLine() {
            quits = next >= lines.size();
            if (!quits) {
                finishLine();
                space = lines.get(next++);
            }
        }

        private void replace(Matcher matcher, String with, String flags) {
            if (matcher.find()) {
                space = flags.contains("g") ? matcher.replaceAll(with) : matcher.replaceFirst(with);
                if (flags.contains("p")) {
                    print();
                }
            }
        }
    }

    /** The text of a script, and where we are in it. */
    private static final class Script {
        private static final Pattern PIECE = Pattern.compile("\\\\.|[&$]", Pattern.DOTALL);

        private final String text;
        private final boolean extended;
        private int at;

        Script(String text, boolean extended) {
            this.text = text;
            this.extended = extended;
        }

        /** All up to the end, or to the brace that closes a group. */
        List<Command> commands() {
            var commands = new ArrayList<Command>();
            take("[ \t\n;]*");
            while (at < text.length() && text.charAt(at) != '}') {
                var from = address();
                var to = from.isPresent() && !take(",").isEmpty() ? address() : Optional.<Address>empty();
                take("[ \t]*");
                Address meant = to.isPresent() ? new Range(from.orElseThrow(), to.get()) : from.orElse(run -> true);
                commands.add(new Command(meant, action()));
                take("[ \t\n;]*");
            }
            return commands;
        }

        private Optional<Address> address() {
            String sign = take("[0-9]+|[$/]");
            return switch (sign) {
                case "" -> Optional.empty();
                case "$" -> Optional.of(run -> run.next == run.lines.size());
                case "/" -> {
                    var pattern = Posix.pattern(delimited("/"), extended, false);
                    yield Optional.of(run -> pattern.matcher(run.space).find());
                }
                default -> Optional.of(run -> run.next == Integer.parseInt(sign));
            };
        }

        private Action action() {
            return switch (take("(?s).")) {
                case "p" -> Run::print;
                case "d" -> run -> run.deleted = true;
                case "q" -> run -> run.quits = true;
                case "n" -> Run::nextLine;
                case "s" -> {
                    String delimiter = take("(?s).");
                    var pattern = Posix.pattern(delimited(delimiter), extended, false);
                    String with = replacement(delimited(delimiter));
                    String flags = take("[gp]*");
                    yield run -> run.replace(pattern.matcher(run.space), with, flags);
                }
                case "{" -> {
                    var inner = commands();
                    take("}");
                    yield run -> run.run(inner);
                }
                default -> throw new Options.Unknown("unsupported command in " + text);
            };
        }

        /** What is put in, in Java's words: an ampersand is the whole, a digit behind a backslash a group. */
        private static String replacement(String with) {
            return PIECE.matcher(with).replaceAll(found -> Matcher.quoteReplacement(piece(found.group())));
        }

        private static String piece(String piece) {
            return switch (piece) {
                case "&" -> "$0";
                case "$" -> "\\$";
                case "\\n", "\\t", "\\r" -> Printf.unescaped(piece);
                default -> piece.matches("\\\\[0-9]") ? "$" + piece.charAt(1) : piece;
            };
        }

        /** Up to the delimiter; a delimiter behind a backslash stands for itself, and one in brackets is none. */
        private String delimited(String delimiter) {
            var part = new StringBuilder();
            boolean bracket = false;
            for (String c = take("(?s)\\\\?."); bracket || !c.equals(delimiter); c = take("(?s)\\\\?.")) {
                if (c.isEmpty()) {
                    throw new Options.Unknown("unmatched '" + delimiter + "'");
                }
                bracket = c.equals("[") || (bracket && !c.equals("]"));
                part.append(c.equals("\\" + delimiter) ? delimiter : c);
            }
            return part.toString();
        }

        private String take(String expression) {
            var matcher = Pattern.compile(expression).matcher(text).region(at, text.length());
            String found = matcher.lookingAt() ? matcher.group() : "";
            at += found.length();
            return found;
        }
    }
}
