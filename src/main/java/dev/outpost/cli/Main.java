package dev.outpost.cli;

import dev.outpost.run.ArmedGuards;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The program's entry: the real terminal, the real clock, the real adapters. */
public final class Main {
    private static final int USUAL_WIDTH = 80;

    private Main() {}

    public static void main(String[] words) {
        var around = surroundings();
        var ended = new AtomicBoolean();
        if (Stream.of(words).noneMatch(word -> word.startsWith("--serve") || word.equals("signal"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(around, ended), "interrupted"));
        }
        var exit = new Program(around).run(List.of(words));
        ended.set(true);
        System.exit(exit.code());
    }

    /** Somebody pressed Ctrl-C. The lock goes with the process, the guard watches the router, the journal knows how far it came. */
    private static void interrupted(Surroundings around, AtomicBoolean ended) {
        if (!ended.get()) {
            around.err().println();
            Lines.wrap(interruptedWords(ArmedGuards.left(), ArmedGuards.armed(), ArmedGuards.kept()), around.width())
                    .forEach(around.err()::println);
        }
    }

    /**
     * @param back how long a router waits yet before it undoes what this run did; empty where none does
     * @param armed how many routers wait so
     * @param kept whether a router keeps what this run gave it
     */
    static String interruptedWords(Optional<Duration> back, int armed, boolean kept) {
        if (back.isPresent()) {
            var most = "in at most " + back.get().toSeconds() + " s; the same command puts ";
            return "interrupted while the guard is armed: "
                    + (armed > 1
                            ? armed + " routers put their old configuration back by themselves " + most + "them"
                            : "the router puts its old configuration back by itself " + most + "it")
                    + " back at once and starts over";
        }
        return kept
                ? "interrupted after the guard was confirmed: the router keeps what it was given; the same command goes on from here"
                : "interrupted, and no router was changed; the same command goes on from here";
    }

    /** This computer, its terminal and its clock. */
    static Surroundings surroundings() {
        var environment = System.getenv();
        var terminal = console().isPresent();
        var utf8 = isUtf8(environment);
        var charset = terminal && !utf8 ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
        return new Surroundings(
                stream(FileDescriptor.out, charset),
                stream(FileDescriptor.err, charset),
                terminal,
                utf8,
                terminal ? width(environment) : 100,
                environment,
                Main::askSecretly,
                Main::ask,
                Path.of("/"),
                Clock.systemUTC(),
                Ticker.REAL,
                new Wiring());
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /** POSIX: the first of these three that is set decides. */
    private static boolean isUtf8(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
                .orElse(false);
    }

    private static Optional<Secret> askSecretly(String what) {
        return console()
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", what)))
                .map(typed -> Secret.of(CharBuffer.wrap(typed)));
    }

    private static Optional<String> ask(String what) {
        return console().flatMap(console -> answered(console, Optional.ofNullable(console.readLine("%s: ", what))));
    }

    /** Ctrl-D leaves the cursor behind the question. */
    private static Optional<String> answered(Console console, Optional<String> line) {
        if (line.isEmpty()) {
            console.printf("%n");
        }
        return line;
    }

    /** The terminal, where both ends of it are one. */
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** How many columns the terminal has: Java does not know, so {@code stty} is asked. */
    private static int width(Map<String, String> environment) {
        var told = environment.getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(told) : askedWidth();
    }

    private static int askedWidth() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            var ended = Ticker.REAL.in(Duration.ofSeconds(1)).awaitEnd(stty);
            return ended && said.matches("[0-9]+ [1-9][0-9]{1,3}") ? Integer.parseInt(said.split(" ")[1]) : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
