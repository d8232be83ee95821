package dev.outpost.cli;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.Request;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The words that every run of the main job takes, for one site or for a fleet. */
final class RunOptions {
    @Mixin
    ViaOption via = new ViaOption();

    @Mixin
    LookOptions look = new LookOptions();

    @Option(
            names = "--feed",
            paramLabel = "URL",
            description = "a mirror, or a server of your own, for packages that are fetched through this computer")
    @Nullable
    String feed;

    Request request(Optional<String> adopt) {
        return new Request(
                look.wishes(adopt), via.vantage(), Optional.ofNullable(feed).map(BundleCommand::address));
    }

    static Path there(String option, Path path, boolean isThere) {
        if (!isThere) {
            throw mistake(option + " " + path + " is not there", "check the path");
        }
        return path;
    }

    static ProblemException mistake(String what, String next) {
        return new ProblemException(new Problem(ProblemCode.USAGE_MISTAKE, what, "", next));
    }
}
