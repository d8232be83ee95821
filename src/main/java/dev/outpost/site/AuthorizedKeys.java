package dev.outpost.site;

import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemException;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Further public keys for the router's SSH: the files must be there, and a private key among them is refused. */
final class AuthorizedKeys {
    private static final String PUBLIC = "(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ .*";

    private AuthorizedKeys() {}

    static List<Path> read(YamlMap router, Path file) {
        return router.items("authorized-keys").stream()
                .map(item -> key(item.text(), file))
                .toList();
    }

    private static Path key(YamlText text, Path file) {
        var key = Values.path(text, file);
        try {
            var first = lines(text, key).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("");
            if (!first.matches(PUBLIC)) {
                throw text.place()
                        .badValue(
                                "'" + Values.printable(text.value()) + "' holds no public key"
                                        + (first.contains("PRIVATE KEY") ? " but a private one" : ""),
                                "the .pub file of a key pair");
            }
            return key;
        } catch (IOException e) {
            throw text.place().badValue("'" + Values.printable(text.value()) + "' cannot be read", "a public key file");
        }
    }

    /** What is no plain file is told at the line that names it. */
    private static List<String> lines(YamlText text, Path key) throws IOException {
        try {
            return PlainFile.of(key).lines();
        } catch (ProblemException e) {
            throw text.place()
                    .badValue(
                            "'" + Values.printable(text.value()) + "' is no plain file of at most 1 MiB",
                            "a public key file");
        }
    }
}
