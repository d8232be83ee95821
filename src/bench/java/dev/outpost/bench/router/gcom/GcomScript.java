package dev.outpost.bench.router.gcom;

import dev.outpost.bench.host.Call;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run of a script: a statement a line, labels behind a colon, string variables {@code $a}, numbers {@code a}, and
 * {@code %} for what the last {@code waitfor} met.
 */
final class GcomScript {
    /** A script that jumps for ever is ended: our own limit. */
    private static final int STATEMENTS_AT_MOST = 100_000;

    private final List<String> lines;
    private final Call call;
    private final SerialLine line;
    private final Map<String, Object> variables = new HashMap<>();
    private final Deque<Integer> returns = new ArrayDeque<>();
    private int at;

    GcomScript(String text, Call call, SerialLine line) {
        this.lines = text.lines().map(String::strip).toList();
        this.call = call;
        this.line = line;
    }

    int run() throws IOException, InterruptedException {
        for (var count = 0; at < lines.size() && count < STATEMENTS_AT_MOST; count++) {
            var statement = lines.get(at++);
            if (statement.isEmpty() || statement.startsWith("#") || statement.startsWith(":")) {
                continue;
            }
            var exit = statement(statement);
            if (exit >= 0) {
                return exit;
            }
        }
        return 0;
    }

    private int statement(String text) throws IOException, InterruptedException {
        var space = text.indexOf(' ');
        var verb = (space < 0 ? text : text.substring(0, space)).toLowerCase(Locale.ROOT);
        var rest = space < 0 ? "" : text.substring(space + 1).strip();
        var expression = new GcomExpression(rest, variables, call.env());
        switch (verb) {
            case "opengt", "set", "close", "abort", "cd", "verbose" -> {}
            case "send" -> line.send(expression.string().getBytes(StandardCharsets.ISO_8859_1));
            case "print", "eprint", "lprint" -> print(verb, expression);
            case "flash", "sleep" -> call.machine().clock().sleep(seconds(expression.number()));
            case "waitquiet" -> waitQuiet(expression);
            case "waitfor" -> waitFor(expression);
            case "get" -> get(expression);
            case "let" -> let(rest);
            case "if" -> conditional(rest);
            case "goto" -> jump(rest);
            case "gosub" -> {
                returns.push(at);
                jump(rest);
            }
            case "return" -> at = returns.isEmpty() ? lines.size() : returns.pop();
            case "exit" -> {
                return rest.isEmpty() ? 0 : expression.number().intValue();
            }
            default -> {
                call.err().println("Script error: " + text);
                return 1;
            }
        }
        return -1;
    }

    private void print(String verb, GcomExpression expression) {
        var to = verb.equals("eprint") ? call.err() : call.out();
        do {
            to.print(expression.value());
        } while (expression.skip(','));
        to.flush();
    }

    private static Duration seconds(BigDecimal number) {
        return Duration.ofMillis(number.movePointRight(3).longValue());
    }

    /** Waits until nothing came for the second time, or until the first one has passed. */
    private void waitQuiet(GcomExpression expression) throws InterruptedException {
        var limit = deadline(seconds(expression.number()));
        var quiet = call.machine().clock().real(seconds(expression.number()));
        while (System.nanoTime() < limit && line.next(quiet).isPresent()) {
            call.process().check();
        }
    }

    private long deadline(Duration simulated) {
        return System.nanoTime() + call.machine().clock().real(simulated).toNanos();
    }

    private Duration left(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private void waitFor(GcomExpression expression) throws InterruptedException {
        var limit = deadline(seconds(expression.number()));
        var wanted = new java.util.ArrayList<String>();
        do {
            wanted.add(expression.string());
        } while (expression.skip(','));
        var heard = new StringBuilder();
        variables.put("%", BigDecimal.valueOf(-1));
        for (var next = line.next(left(limit)); next.isPresent(); next = line.next(left(limit))) {
            heard.append((char) next.get().intValue());
            for (var index = 0; index < wanted.size(); index++) {
                if (heard.toString().endsWith(wanted.get(index))) {
                    variables.put("%", BigDecimal.valueOf(index));
                    return;
                }
            }
        }
    }

    /** Reads until one of the characters, or as long as the time lasts. */
    private void get(GcomExpression expression) throws InterruptedException {
        var limit = deadline(seconds(expression.number()));
        var stops = expression.string();
        var name = expression.name();
        var heard = new StringBuilder();
        for (var next = line.next(left(limit)); next.isPresent(); next = line.next(left(limit))) {
            var c = (char) next.get().intValue();
            heard.append(c);
            if (stops.indexOf(c) >= 0) {
                break;
            }
        }
        variables.put(name, heard.toString());
    }

    private void let(String text) {
        var equals = text.indexOf('=');
        var value = new GcomExpression(text.substring(equals + 1), variables, call.env()).value();
        variables.put(text.substring(0, equals).strip(), value);
    }

    private void conditional(String text) throws IOException, InterruptedException {
        var condition = new GcomExpression(text, variables, call.env());
        if (condition.truth()) {
            var exit = statement(condition.rest());
            if (exit >= 0) {
                throw new IOException("exit behind if is not known here");
            }
        }
    }

    private void jump(String label) throws IOException {
        var target = lines.indexOf(":" + label.strip());
        if (target < 0) {
            throw new IOException("Label \"" + label + "\" not found");
        }
        at = target + 1;
    }
}
