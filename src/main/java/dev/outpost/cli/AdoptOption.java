package dev.outpost.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** A router that is taken though it is somebody's. */
final class AdoptOption {
    @Option(
            names = "--adopt",
            paramLabel = "MAC",
            description = "write to this router though it is neither fresh nor ours")
    Optional<String> mac = Optional.empty();
}
