package dev.outpost.cli;

import dev.outpost.survey.Wishes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words that decide what is looked at before anything is changed. */
final class LookOptions {
    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "packages for the router; default: bundle/ beside the site file, the cache, its own internet, this computer's internet")
    @Nullable
    Path bundle;

    @Option(names = "--accept-relay-key", description = "take the relay's host key at first sight")
    boolean acceptRelayKey;

    @Option(
            names = "--probe",
            paramLabel = "FILE",
            description = "what probe --format json said; default what was saved")
    @Nullable
    Path probe;

    /** @param adopt a router that may be written to though it is neither fresh nor ours */
    Wishes wishes(Optional<String> adopt) {
        return new Wishes(
                Optional.ofNullable(bundle)
                        .map(folder -> RunOptions.there("--bundle", folder, Files.isDirectory(folder))),
                Optional.ofNullable(probe).map(file -> RunOptions.there("--probe", file, Files.isRegularFile(file))),
                adopt.map(SiteArguments::mac),
                false,
                acceptRelayKey);
    }
}
