package dev.outpost.bench;

import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/**
 * The bench as the JDK finds tools: whoever starts it needs its jar on the class path and no type of it.
 *
 * <p>{@code list} prints what a bench can have, {@code kind TAB word TAB sentence} a line. {@code serve DIR [--units N] [--public]
 * [--real-time] [--fault NAME] [--board NAME] [--release R]} prints {@code ready} once {@code DIR/bench.json} is there, and stays until
 * its thread is interrupted.
 */
public final class BenchTool implements ToolProvider {
    @Override
    public String name() {
        return "outpost-bench";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... words) {
        try {
            if (words.length > 1 && words[0].equals("serve")) {
                serve(out, options(words));
            } else {
                list(out);
            }
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void serve(PrintWriter out, BenchOptions options) throws IOException {
        try (var bench = VirtualBench.start(options, Clock.systemUTC())) {
            out.println("ready");
            out.flush();
            bench.awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void list(PrintWriter out) {
        for (var fault : Fault.values()) {
            out.println("fault\t" + fault.word() + "\t" + fault.says());
        }
        for (var board : Board.all()) {
            out.println("board\t" + board.id().replaceFirst(".*,(tl-)?", "") + "\t" + board.id());
        }
        for (var release : Generation.values()) {
            out.println("release\t" + release.series() + "\tOpenWrt " + release.series());
        }
    }

    private static BenchOptions options(String... words) {
        var options = BenchOptions.usual(Path.of(words[1]));
        for (var word = List.of(words).listIterator(2); word.hasNext(); ) {
            options = with(options, word.next(), word);
        }
        return options;
    }

    private static BenchOptions with(BenchOptions o, String option, Iterator<String> value) {
        return switch (option) {
            case "--units" -> o.withUnits(Integer.parseInt(value.next()));
            case "--public" -> o.withPublicCamera();
            case "--real-time" -> o.withSpeed(1);
            case "--fault" -> o.with(known(Fault.named(value.next())));
            case "--board" -> o.withRouters(known(Board.named(value.next())), o.generation());
            case "--release" -> o.withRouters(o.board(), known(Generation.named(value.next())));
            default -> throw new IllegalArgumentException("the bench has no " + option);
        };
    }

    private static <T> T known(Optional<T> named) {
        return named.orElseThrow(
                () -> new IllegalArgumentException("the bench lists what it knows: outpost-bench list"));
    }
}
