package dev.outpost.cli;

import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The relay that a command is about, and whether it may be a stranger. */
final class RelayArgument {
    private static final RelayFolder FOLDER = new RelayFolder(Path.of("relays"));

    @Parameters(
            paramLabel = "RELAYFILE",
            arity = "0..1",
            description = "a relay's file, or its name in relays/; may be left out where there is one only")
    @Nullable
    Path word;

    @Option(names = "--accept-relay-key", description = "take the relay's host key at first sight")
    boolean acceptRelayKey;

    /** @throws ProblemException exit 2 where none is meant, or more than one */
    RelayFile file() {
        return SiteFiles.relay(word == null ? only() : named(word));
    }

    private static Path named(Path word) {
        var inFolder = FOLDER.file(word.toString());
        if (Files.exists(word) || !Files.exists(inFolder)) {
            if (!Files.isRegularFile(word)) {
                throw new ProblemException(new Problem(
                        ProblemCode.FILE_NO_RELAY,
                        word + " is no relay's file, and " + inFolder + " is not there",
                        FOLDER.files().isEmpty()
                                ? "no relay's file is in the folder relays here"
                                : "there is " + names(FOLDER.files()),
                        "outpost relay init " + word.getFileName().toString().replaceFirst("\\.ya?ml$", "")));
            }
            return word;
        }
        return inFolder;
    }

    private static Path only() {
        var known = FOLDER.files();
        if (known.size() == 1) {
            return known.getFirst();
        }
        throw new ProblemException(new Problem(
                ProblemCode.FILE_NO_RELAY,
                known.isEmpty() ? "there is no relay's file here" : "there is more than one relay's file here",
                known.isEmpty() ? "looked for relays/*.yaml" : "relays/ has " + names(known),
                known.isEmpty() ? "outpost relay init" : "name one of them"));
    }

    private static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
