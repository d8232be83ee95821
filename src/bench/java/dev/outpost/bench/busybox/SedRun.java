package dev.outpost.bench.busybox;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Runs a sed script over a text. */
final class SedRun {
    private final List<SedScript.Command> script;
    private final boolean quiet;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder appended = new StringBuilder();
    private List<String> lines = List.of();
    private int next;
    private String space = "";
    private String hold = "";
    private boolean deleted;
    private boolean quits;

    SedRun(List<SedScript.Command> script, boolean quiet) {
        this.script = script;
        this.quiet = quiet;
    }

    String over(String text) {
        boolean complete = text.endsWith("\n");
        String body = complete ? text.substring(0, text.length() - 1) : text;
        lines = text.isEmpty() ? List.of() : List.of(body.split("\n", -1));
        while (next < lines.size() && !quits) {
            space = lines.get(next++);
            deleted = false;
            run(script);
            finishLine();
        }
        boolean cut = !complete && !text.isEmpty() && next == lines.size() && !out.isEmpty() && !quits;
        return cut ? out.substring(0, out.length() - 1) : out.toString();
    }

    private void finishLine() {
        if (!quiet && !deleted) {
            out.append(space).append('\n');
        }
        out.append(appended);
        appended.setLength(0);
    }

    private void run(List<SedScript.Command> commands) {
        for (var command : commands) {
            if (deleted || quits) {
                return;
            }
            if (isMeant(command) != command.negated()) {
                act(command);
            }
        }
    }

    private boolean isMeant(SedScript.Command command) {
        if (command.from().isEmpty()) {
            return true;
        }
        if (command.to().isEmpty()) {
            return matches(command.from().get());
        }
        var range = command.state();
        if (!range.open) {
            if (!matches(command.from().get())) {
                return false;
            }
            range.open = opens(range, command.to().get());
            return true;
        }
        range.open = !ends(range, command.to().get());
        return true;
    }

    private boolean opens(SedScript.Range range, SedScript.Address to) {
        range.end = switch (to) {
            case SedScript.Address.Line(long line) -> line;
            case SedScript.Address.Further(long more) -> next + more;
            case SedScript.Address.Last _ -> lines.size();
            case SedScript.Address.Match _ -> Long.MAX_VALUE;
        };
        return next < range.end;
    }

    private boolean ends(SedScript.Range range, SedScript.Address to) {
        return to instanceof SedScript.Address.Match ? matches(to) : next >= range.end;
    }

    private boolean matches(SedScript.Address address) {
        return switch (address) {
            case SedScript.Address.Line(long line) -> next == line;
            case SedScript.Address.Last _ -> next == lines.size();
            case SedScript.Address.Match(var pattern) -> pattern.matcher(space).find();
            case SedScript.Address.Further _ -> false;
        };
    }

    private void act(SedScript.Command command) {
        switch (command.action()) {
            case SedScript.Action.Replace replace -> replace(replace);
            case SedScript.Action.Simple(char letter) -> simple(letter);
            case SedScript.Action.Text(char letter, String text) -> text(command, letter, text);
            case SedScript.Action.Translate(String from, String to) -> translate(from, to);
            case SedScript.Action.Group(var inner) -> run(inner);
        }
    }

    private void simple(char letter) {
        switch (letter) {
            case 'p' -> out.append(space).append('\n');
            case 'd' -> deleted = true;
            case 'q' -> quits = true;
            case '=' -> out.append(next).append('\n');
            case 'h' -> hold = space;
            case 'H' -> hold = hold + "\n" + space;
            case 'g' -> space = hold;
            case 'G' -> space = space + "\n" + hold;
            case 'x' -> {
                String other = hold;
                hold = space;
                space = other;
            }
            case 'n' -> nextLine(false);
            default -> nextLine(true);
        }
    }

    private void nextLine(boolean joins) {
        if (next >= lines.size()) {
            quits = true;
        } else if (joins) {
            space = space + "\n" + lines.get(next++);
        } else {
            finishLine();
            space = lines.get(next++);
        }
    }

    private void text(SedScript.Command command, char letter, String text) {
        switch (letter) {
            case 'a' -> appended.append(text).append('\n');
            case 'i' -> out.append(text).append('\n');
            default -> {
                boolean last = command.to().equals(Optional.empty()) || !command.state().open;
                out.append(last ? text + "\n" : "");
                deleted = true;
            }
        }
    }

    private void translate(String from, String to) {
        var changed = new StringBuilder();
        for (int i = 0; i < space.length(); i++) {
            int found = from.indexOf(space.charAt(i));
            changed.append(found < 0 ? space.charAt(i) : to.charAt(found));
        }
        space = changed.toString();
    }

    private void replace(SedScript.Action.Replace replace) {
        var matcher = replace.pattern().matcher(space);
        var changed = new StringBuilder();
        int end = 0;
        int seen = 0;
        boolean done = false;
        while (matcher.find()) {
            seen++;
            if (seen < replace.number()) {
                continue;
            }
            changed.append(space, end, matcher.start()).append(replacement(replace.with(), matcher));
            end = matcher.end();
            done = true;
            if (!replace.all()) {
                break;
            }
        }
        if (done) {
            space = changed.append(space.substring(end)).toString();
            if (replace.print()) {
                out.append(space).append('\n');
            }
        }
    }

    private static String replacement(String with, Matcher matcher) {
        var text = new StringBuilder();
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            if (c == '&') {
                text.append(matcher.group());
            } else if (c == '\\' && i + 1 < with.length()) {
                char next = with.charAt(++i);
                if (Character.isDigit(next)) {
                    int group = next - '0';
                    var found = group <= matcher.groupCount() ? matcher.group(group) : "";
                    text.append(found == null ? "" : found);
                } else {
                    int known = "ntr".indexOf(next);
                    text.append(known < 0 ? next : "\n\t\r".charAt(known));
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
