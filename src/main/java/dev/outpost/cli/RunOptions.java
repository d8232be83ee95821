package dev.outpost.cli;

import dev.outpost.reach.SocksVantage;
import dev.outpost.reach.Vantage;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Wishes;
import dev.outpost.workflow.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that every run of the main job takes, for one site or for a fleet. */
final class RunOptions {
    @Mixin
    Via via = new Via();

    @Mixin
    Look look = new Look();

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

    /** The words that decide what is looked at before anything is changed. */
    static final class Look {
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
                    Optional.ofNullable(bundle).map(folder -> there("--bundle", folder, Files.isDirectory(folder))),
                    Optional.ofNullable(probe).map(file -> there("--probe", file, Files.isRegularFile(file))),
                    adopt.map(Sites::mac),
                    false,
                    acceptRelayKey);
        }
    }

    /** Where a site is proved from. */
    static final class Via {
        @Option(
                names = "--via",
                paramLabel = "socks5://HOST:PORT",
                description = "prove from here: a viewer's proxy into the tunnel")
        @Nullable
        String via;

        Optional<Vantage> vantage() {
            return Optional.ofNullable(via).map(Via::vantage);
        }

        static Vantage vantage(String word) {
            try {
                return SocksVantage.of(word);
            } catch (IllegalArgumentException e) {
                throw mistake("--via takes socks5://HOST:PORT, not '" + word + "'", "--via socks5://127.0.0.1:1080");
            }
        }
    }

    /** A router that is taken though it is somebody's. */
    static final class Adopt {
        @Option(
                names = "--adopt",
                paramLabel = "MAC",
                description = "write to this router though it is neither fresh nor ours")
        Optional<String> mac = Optional.empty();
    }

    /** The words that plan, apply and verify share. */
    static final class Sites {
        @Parameters(paramLabel = "SITE", arity = "1..*", description = "site files, or a fleet file")
        List<Path> files = List.of();

        @Option(
                names = "--router",
                paramLabel = "ADDR",
                description = "where the router answers, instead of what the file says")
        @Nullable
        String router;

        /** The sites, read and checked: nothing was contacted before this is through. */
        List<Site> sites() {
            var sites = SiteFiles.all(files);
            if (router != null && sites.size() > 1) {
                throw mistake("--router names one router, but there are " + sites.size() + " sites", "name one site");
            }
            return sites.stream().map(site -> reached(site, router)).toList();
        }

        /** The site, with a router that answers elsewhere than its file says where somebody named one. */
        static Site reached(Site site, @Nullable String router) {
            return router == null ? site : site.reachedAt(FindCommand.Look.reach(router));
        }

        /** The name of a site, given itself or by its file. */
        static String name(String word) {
            if (word.matches("[a-z0-9][a-z0-9-]{0,30}")) {
                return word;
            }
            var file = Path.of(word);
            there("--save", file, Files.isRegularFile(file));
            var sites = SiteFiles.all(List.of(file));
            if (sites.size() != 1) {
                throw mistake("--save takes one site, " + word + " has " + sites.size(), "name the site: --save NAME");
            }
            return sites.getFirst().name();
        }

        static String mac(String word) {
            var mac = word.toLowerCase(Locale.ROOT).replace('-', ':');
            if (!mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
                throw mistake("--adopt takes a MAC, not '" + word + "'", "copy it from: outpost inspect ADDR");
            }
            return mac;
        }
    }
}
