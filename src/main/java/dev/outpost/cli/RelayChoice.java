package dev.outpost.cli;

import dev.outpost.site.Answer;
import dev.outpost.site.SiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The relays whose files lie beside a site file, and how it comes to one of them or to another. */
final class RelayChoice {
    private static final String ENDS = ".yaml";

    private final Path folder;
    private final List<String> known;

    RelayChoice(Path siteFile) throws IOException {
        this.folder = siteFile.toAbsolutePath().resolveSibling("relays");
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                this.known = files.map(file -> folder.relativize(file).toString())
                        .filter(file -> file.endsWith(ENDS))
                        .map(file -> file.substring(0, file.length() - ENDS.length()))
                        .sorted()
                        .toList();
            }
        } else {
            this.known = List.of();
        }
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
            if (host.isEmpty()) {
                return Optional.empty();
            }
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, new RelayTemplate(host.get(), Map.of()).text(), StandardOpenOption.CREATE_NEW);
            return Optional.of(file);
        }
    }

    /** Empty: later. */
    Optional<Chosen> ask(Interview interview, @Nullable String given) {
        var asked = known.isEmpty()
                ? "server with a public address, HOST (empty: later)?"
                : "relay: " + String.join(", ", known) + ", or HOST of another server?";
        var usual = known.stream().findFirst().orElse("");
        var answer = interview.answer(given, Answer.RELAY, Set.copyOf(known), asked, usual);
        return Optional.of(answer).filter(word -> !word.isBlank()).map(this::chosen);
    }

    private Chosen chosen(String answer) {
        return known.stream()
                .filter(name -> name.equals(answer) || host(name).equals(answer))
                .findFirst()
                .map(name -> new Chosen(name, file(name), Optional.empty()))
                .orElseGet(() -> another(answer));
    }

    private Chosen another(String host) {
        var name = Stream.iterate(1, number -> number + 1)
                .map(number -> "vps" + number)
                .filter(free -> !known.contains(free))
                .findFirst()
                .orElseThrow();
        return new Chosen(name, file(name), Optional.of(host));
    }

    private String host(String name) {
        return SiteFiles.relay(file(name)).ssh().host();
    }

    private Path file(String name) {
        return folder.resolve(name + ENDS);
    }
}
