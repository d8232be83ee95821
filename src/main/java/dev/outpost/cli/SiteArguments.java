package dev.outpost.cli;

import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that plan, apply and verify share. */
final class SiteArguments {
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
            throw RunOptions.mistake(
                    "--router names one router, but there are " + sites.size() + " sites", "name one site");
        }
        return sites.stream().map(site -> reached(site, router)).toList();
    }

    /** The site, with a router that answers elsewhere than its file says where somebody named one. */
    static Site reached(Site site, @Nullable String router) {
        return router == null ? site : site.reachedAt(InspectCommand.reach(router));
    }

    /** The name of a site, given itself or by its file. */
    static String name(String word) {
        if (word.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            return word;
        }
        var file = Path.of(word);
        RunOptions.there("--save", file, Files.isRegularFile(file));
        var sites = SiteFiles.all(List.of(file));
        if (sites.size() != 1) {
            throw RunOptions.mistake(
                    "--save takes one site, " + word + " has " + sites.size(), "name the site: --save NAME");
        }
        return sites.getFirst().name();
    }

    static String mac(String word) {
        var mac = word.toLowerCase(Locale.ROOT).replace('-', ':');
        if (!mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw RunOptions.mistake("--adopt takes a MAC, not '" + word + "'", "copy it from: outpost inspect ADDR");
        }
        return mac;
    }
}
