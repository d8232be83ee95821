package dev.outpost.bench.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A file of records as its own head describes it: {@code #### NNN}, then lines of {@code $ < o e} and {@code = STATUS}. */
public final class Transcript {
    private static final Pattern BYTE = Pattern.compile("<0x([0-9a-f]{2})>");

    private final List<Entry> records = new ArrayList<>();

    private Transcript() {}

    /**
     * One command and what came of it.
     *
     * @param status the exit status, or {@code TIMEOUT}
     */
    public record Entry(int number, String note, String command, String stdin, String out, String err, String status) {}

    /** Reads a resource. */
    public static Transcript of(String resource) {
        try (var in = Objects.requireNonNull(Transcript.class.getResourceAsStream(resource), resource)) {
            var transcript = new Transcript();
            transcript.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return transcript;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Entry> records() {
        return List.copyOf(records);
    }

    /** The records of one of several routers that were recorded one after the other. */
    public Transcript between(int first, int last) {
        var part = new Transcript();
        records.stream()
                .filter(entry -> entry.number() >= first && entry.number() <= last)
                .forEach(part.records::add);
        return part;
    }

    public Entry record(int number) {
        return records.stream()
                .filter(record -> record.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private void read(String text) {
        var block = new ArrayList<String>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("#### ")) {
                finish(block);
                block.clear();
            }
            block.add(line);
        }
        finish(block);
    }

    private void finish(List<String> block) {
        if (block.isEmpty() || !block.getFirst().matches("#### [0-9]{3}.*")) {
            return; // the head, or something that happened outside
        }
        String head = block.getFirst();
        String command = lines(block, '$');
        String status = block.stream()
                .filter(line -> line.startsWith("= "))
                .map(line -> line.substring(2).split(" ")[0])
                .findFirst()
                .orElse("");
        records.add(new Entry(
                Integer.parseInt(head.substring(5, 8)),
                head.substring(8).strip(),
                command.isEmpty() ? command : command.substring(0, command.length() - 1),
                lines(block, '<'),
                lines(block, 'o'),
                lines(block, 'e'),
                status));
    }

    /** The lines of one kind; {@code ~} says that the last of them has no end. */
    private static String lines(List<String> block, char kind) {
        var text = new StringBuilder();
        for (String line : block) {
            if (line.equals(kind + "~")) {
                text.setLength(text.length() - 1);
            } else if (!line.isEmpty() && line.charAt(0) == kind) {
                text.append(unescaped(line.length() > 2 ? line.substring(2) : ""))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String unescaped(String line) {
        return BYTE.matcher(line).replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
    }
}
