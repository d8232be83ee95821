package dev.outpost.cli;

import dev.outpost.reach.SocksVantage;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Wishes;
import dev.outpost.workflow.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words that every run of the main job takes, for one site or for a fleet. */
final class RunOptions {
    @Option(
            names = "--via",
            paramLabel = "socks5://HOST:PORT",
            description = "prove from here: a viewer's proxy into the tunnel")
    @Nullable
    String via;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "packages for the router; default: bundle/ beside the site file, the cache, its own internet, this computer's internet")
    @Nullable
    Path bundle;

    @Option(
            names = "--feed",
            paramLabel = "URL",
            description = "a mirror, or a server of your own, for packages that are fetched through this computer")
    @Nullable
    String feed;

    @Option(names = "--accept-relay-key", description = "take the relay's host key at first sight")
    boolean acceptRelayKey;

    @Option(
            names = "--probe",
            paramLabel = "FILE",
            description = "what probe --format json said; default what was saved")
    @Nullable
    Path probe;

    Request request(Optional<String> adopt) {
        return new Request(
                new Wishes(
                        Optional.ofNullable(bundle).map(folder -> there("--bundle", folder, Files.isDirectory(folder))),
                        Optional.ofNullable(probe).map(file -> there("--probe", file, Files.isRegularFile(file))),
                        adopt,
                        false,
                        acceptRelayKey),
                Optional.ofNullable(via).map(RunOptions::vantage),
                Optional.ofNullable(feed).map(BundleCommand::address));
    }

    static Path there(String option, Path path, boolean isThere) {
        if (!isThere) {
            throw mistake(option + " " + path + " is not there", "check the path");
        }
        return path;
    }

    static Vantage vantage(String word) {
        try {
            return SocksVantage.of(word);
        } catch (IllegalArgumentException e) {
            throw mistake("--via takes socks5://HOST:PORT, not '" + word + "'", "--via socks5://127.0.0.1:1080");
        }
    }

    static ProblemException mistake(String what, String next) {
        return new ProblemException(new Problem(ProblemCode.USAGE_MISTAKE, what, "", next));
    }
}
