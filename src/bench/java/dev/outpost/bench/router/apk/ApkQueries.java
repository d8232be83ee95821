package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.adb.ApkVersions;
import dev.outpost.bench.host.Call;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that only look: list, info, search, policy, query, version. */
record ApkQueries(Call call, Arguments arguments, InstalledDb database, Universe universe) {

    int run() {
        return switch (arguments.command()) {
            case "list" -> list();
            case "info" -> info();
            case "search" -> search();
            case "policy" -> policy();
            case "query" -> query();
            default -> version();
        };
    }

    private int list() {
        boolean manifest = arguments.has("--manifest");
        boolean installed = arguments.has("--installed") || manifest;
        matching(arguments.words())
                .filter(info -> !installed || universe.isInstalled(info))
                .forEach(info -> call.out()
                        .println(
                                manifest
                                        ? info.name() + " " + info.version()
                                        : info.row() + (universe.isInstalled(info) ? " [installed]" : "")));
        return 0;
    }

    private Stream<ApkInfo> matching(List<String> patterns) {
        return universe.all().stream()
                .filter(info -> patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> glob(pattern).test(info.name())));
    }

    private static Predicate<String> glob(String pattern) {
        var regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex).asMatchPredicate();
    }

    private int info() {
        if (arguments.has("--installed")) {
            return exists();
        }
        if (arguments.has("--who-owns")) {
            return owners();
        }
        if (arguments.words().isEmpty()) {
            database.all().forEach(entry -> call.out().println(entry.info().name()));
            return 0;
        }
        int errors = 0;
        for (var name : arguments.words()) {
            var found = universe.providers(name).stream().findFirst();
            found.ifPresent(this::describe);
            errors += found.isPresent() ? 0 : 1;
        }
        return errors;
    }

    /** The one question with a status that can be believed (facts/behaviours.md#38). */
    private int exists() {
        int errors = 0;
        for (var word : arguments.words()) {
            var wish = ApkDependency.of(word);
            var there = database.all().stream()
                    .map(InstalledEntry::info)
                    .filter(wish::isMetBy)
                    .findFirst();
            there.ifPresent(info -> call.out().println(info.name()));
            errors += there.isPresent() ? 0 : 1;
        }
        return errors;
    }

    private int owners() {
        int errors = 0;
        for (var path : arguments.words()) {
            var owner = database.ownerOf(path.substring(1));
            owner.ifPresentOrElse(
                    entry -> call.out()
                            .println(path + " is owned by " + entry.info().full()),
                    () -> call.err().println("ERROR: " + path + ": Could not find owner package"));
            errors += owner.isPresent() ? 0 : 1;
        }
        return errors;
    }

    private void describe(ApkInfo info) {
        if (arguments.has("--contents")) {
            call.out().println(info.full() + " contains:");
            database.find(info.name()).ifPresent(entry -> entry.files().forEach(call.out()::println));
            call.out().println("");
            return;
        }
        call.out().println(info.full() + " description:\n" + info.description() + "\n");
        call.out().println(info.full() + " webpage:\n\n");
        call.out().println(info.full() + " installed size:\n" + Committer.human(info.installed()) + "\n");
    }

    private int search() {
        universe.all().stream()
                .filter(info -> arguments.words().stream().anyMatch(info.name()::contains))
                .map(ApkInfo::full)
                .distinct()
                .forEach(call.out()::println);
        return 0;
    }

    private int policy() {
        for (var name : arguments.words()) {
            call.out().println(name + " policy:");
            for (var info : universe.providers(name)) {
                call.out().println("  " + info.version() + ":");
                if (universe.isInstalled(info)) {
                    call.out().println("    lib/apk/db/installed");
                }
                universe.index(info).ifPresent(index -> call.out().println("    " + index));
            }
        }
        return 0;
    }

    /** JSON of name, version and dependencies; other fields and formats are not simulated. */
    private int query() {
        var rows = matching(arguments.words())
                .map(info -> "  {\n    \"name\": \"" + info.name() + "\",\n    \"version\": \"" + info.version()
                        + "\",\n    \"depends\": ["
                        + info.depends().stream()
                                .map(wish -> "\n      \"" + wish + "\"")
                                .collect(Collectors.joining(","))
                        + "\n    ]\n  }")
                .collect(Collectors.joining(",\n"));
        call.out().println("[\n" + rows + "\n]");
        return 0;
    }

    private int version() {
        if (arguments.has("--test")) {
            if (arguments.words().size() != 2) {
                return 1;
            }
            call.out()
                    .println(ApkVersions.sign(
                            arguments.words().get(0), arguments.words().get(1)));
            return 0;
        }
        call.out().println("Installed:                                Available:");
        for (var entry : database.all()) {
            universe.providers(entry.info().name()).stream()
                    .filter(info -> info.name().equals(entry.info().name()))
                    .filter(info ->
                            ApkVersions.compare(info.version(), entry.info().version()) > 0)
                    .findFirst()
                    .ifPresent(info -> call.out()
                            .println("%-42s< %s".formatted(entry.info().full(), info.version())));
        }
        return 0;
    }
}
