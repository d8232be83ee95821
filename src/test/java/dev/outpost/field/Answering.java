package dev.outpost.field;

import dev.outpost.bench.host.Machine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers the calls that a router's shim hands over, by the simulator's programs; files agree before and after each. */
final class Answering implements AutoCloseable {
    private static final String END = "end";
    private static final int BROKEN = 125;

    private final Path folder;
    private final Machine machine;
    private final Mirror mirror;
    private final RandomAccessFile calls;

    private Answering(Path folder, Machine machine, Mirror mirror, RandomAccessFile calls) {
        this.folder = folder;
        this.machine = machine;
        this.mirror = mirror;
        this.calls = calls;
    }

    /**
     * @param folder the root's /dev/field
     */
    static Answering at(Path folder, Machine machine, Mirror mirror) throws IOException {
        // for reading and writing: such an opening of a pipe waits for nobody
        var calls = new RandomAccessFile(folder.resolve("calls").toFile(), "rw");
        var answering = new Answering(folder, machine, mirror, calls);
        Thread.ofPlatform().daemon().name("shim").start(answering::listen);
        return answering;
    }

    private void listen() {
        try {
            for (var name = calls.readLine(); name != null && !name.equals(END); name = calls.readLine()) {
                var call = folder.resolve(name);
                Thread.ofPlatform().daemon().name("shim " + name).start(() -> answer(call));
            }
        } catch (IOException e) {
            // the router is off
        }
    }

    private void answer(Path call) {
        try {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var status = status(call, out, err);
            Files.write(call.resolve("stdout"), out.toByteArray());
            Files.write(call.resolve("stderr"), err.toByteArray());
            Files.writeString(call.resolve("status"), status + "\n");
        } catch (IOException e) {
            // the router went off in the middle of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(Path call, ByteArrayOutputStream out, ByteArrayOutputStream err)
            throws IOException, InterruptedException {
        var stdin = call.resolve("stdin");
        try {
            var words = split(Files.readAllBytes(call.resolve("words")));
            mirror.toSimulator();
            var in = Files.exists(stdin) ? Files.readAllBytes(stdin) : new byte[0];
            var status = machine.exec(line(words), environment(call), new ByteArrayInputStream(in), out, err);
            mirror.toRoot();
            return status;
        } catch (RuntimeException | IOException e) {
            err.write(("the shim broke: " + e + "\n").getBytes(StandardCharsets.UTF_8));
            return BROKEN;
        }
    }

    private static List<String> split(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.stream(text.split("\0", -1))
                .limit(text.chars().filter(one -> one == 0).count())
                .toList();
    }

    /** The words are: folder, program, its words. */
    private static String line(List<String> words) {
        var program = words.get(1).replaceFirst(".*/(simulated-)?", "");
        return "cd " + quoted(words.getFirst()) + " 2>/dev/null; exec " + quoted(program)
                + words.stream().skip(2).map(word -> " " + quoted(word)).collect(Collectors.joining());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static Map<String, String> environment(Path call) throws IOException {
        var variables = new TreeMap<String, String>();
        for (var pair : split(Files.readAllBytes(call.resolve("environment")))) {
            var at = pair.indexOf('=');
            if (at > 0 && !pair.startsWith("PATH=")) {
                variables.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return variables;
    }

    @Override
    public void close() throws IOException {
        calls.write((END + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
