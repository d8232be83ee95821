package dev.outpost.cli;

import dev.outpost.site.Answer;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.PlainFile;
import dev.outpost.step.Resource;
import dev.outpost.text.YamlEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The relays whose files lie in one folder, how a site comes to one of them or to another, and what a new file begins with. */
record RelayFolder(Path path) {
    /** What a relay is called where there is one alone. */
    static final String FIRST = "vps1";

    private static final String ENDS = ".yaml";

    static RelayFolder beside(Path siteFile) {
        return new RelayFolder(siteFile.toAbsolutePath().resolveSibling("relays"));
    }

    /** None where there is no folder. */
    List<Path> files() {
        try (var files = Files.list(path)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ENDS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    Path file(String name) {
        return path.resolve(name + ENDS);
    }

    /**
     * A relay that a site names.
     *
     * @param file its own
     * @param host what that file shall say; empty where it is there already
     */
    record Chosen(String name, Path file, Optional<String> host) {
        /** @return the file, where there was none */
        Optional<Path> written() throws IOException {
            return host.isEmpty() ? Optional.empty() : Optional.of(write(file, host.get(), Map.of()));
        }
    }

    /** Empty: later. */
    Optional<Chosen> ask(Interview interview, @Nullable String given) {
        var known = files().stream()
                .map(file -> path.relativize(file).toString())
                .filter(file -> file.endsWith(ENDS))
                .map(file -> file.substring(0, file.length() - ENDS.length()))
                .sorted()
                .toList();
        var asked = known.isEmpty()
                ? "server with a public address, HOST (empty: later)?"
                : "relay: " + String.join(", ", known) + ", or HOST of another server?";
        var usual = known.stream().findFirst().orElse("");
        var answer = interview.answer(given, Answer.RELAY, Set.copyOf(known), asked, usual);
        return Optional.of(answer).filter(word -> !word.isBlank()).map(word -> chosen(word, known));
    }

    private Chosen chosen(String answer, List<String> known) {
        return known.stream()
                .filter(name -> name.equals(answer)
                        || SiteFiles.relay(file(name)).ssh().host().equals(answer))
                .findFirst()
                .map(name -> new Chosen(name, file(name), Optional.empty()))
                .orElseGet(() -> another(answer, known));
    }

    private Chosen another(String host, List<String> known) {
        var name = Stream.iterate(1, number -> number + 1)
                .map(number -> "vps" + number)
                .filter(free -> !known.contains(free))
                .findFirst()
                .orElseThrow();
        return new Chosen(name, file(name), Optional.of(host));
    }

    /**
     * Writes what a relay's file begins with: the answers, and everything else as comments with its default.
     *
     * @param host where its SSH answers
     * @param answers further keys with their values; an empty value is none
     * @throws IOException also where the file is there already
     */
    static Path write(Path file, String host, Map<String, String> answers) throws IOException {
        var edit = new YamlEdit(Resource.text("/dev/outpost/cli/relay.yaml").formatted(quoted(host, "/~_+")));
        for (var answer : answers.entrySet()) {
            edit = answer.getValue().isBlank() ? edit : edit.with(answer.getKey(), quoted(answer.getValue(), "/~_+"));
        }
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        return Files.writeString(file, edit.text(), StandardOpenOption.CREATE_NEW);
    }

    /** Writes down a host key that somebody said yes to. */
    static void pin(Path file, String hostKey) throws IOException {
        Files.writeString(
                file,
                new YamlEdit(PlainFile.of(file).text())
                        .with("host-key", hostKey)
                        .text());
    }

    /**
     * A value in YAML, where a bracket or a blank would mean something else.
     *
     * @param plain characters that need no quotes, besides letters, figures, dots, colons and hyphens
     */
    static String quoted(String word, String plain) {
        return word.matches("[A-Za-z0-9.:" + plain + "-]+") && !word.equals("~")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
