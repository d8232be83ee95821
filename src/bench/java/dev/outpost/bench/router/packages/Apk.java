package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** The program {@code apk} of OpenWrt 25.12: update, add and del, info. */
final class Apk extends PackageManager {
    private static final int MOST = 99;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /**
     * apk's command line: options anywhere, the command, its words.
     *
     * @param options by their long names; an option without a value has an empty one
     */
    record Arguments(String command, List<String> words, Map<String, String> options) {
        private static final Set<String> WITH_VALUE = Set.of("--wait", "--repositories-file");
        private static final Map<String, String> SHORT = Map.of("-e", "--installed", "-s", "--simulate");

        static Arguments of(List<String> all) {
            var words = new ArrayList<String>();
            var options = new LinkedHashMap<String, String>();
            for (int at = 0; at < all.size(); at++) {
                var word = SHORT.getOrDefault(all.get(at), all.get(at));
                if (!word.startsWith("-")) {
                    words.add(word);
                } else {
                    options.put(word, WITH_VALUE.contains(word) && at + 1 < all.size() ? all.get(++at) : "");
                }
            }
            return new Arguments(words.isEmpty() ? "" : words.removeFirst(), words, options);
        }

        boolean has(String option) {
            return options.containsKey(option);
        }
    }

    Apk(PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        super(server, afterModules, packageBytes);
    }

    /** Broken or not: apk counts both (facts/behaviours.md#35). */
    @Override
    public boolean hasInstalled(FileSystem files, String name) {
        return new InstalledDb(files).find(name).isPresent();
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var arguments = Arguments.of(call.words());
        return switch (arguments.command()) {
            case "info" -> Math.min(MOST, info(call, arguments));
            case "add", "del", "update" -> locked(call, arguments);
            default -> call.refuse(1, "ERROR: '" + arguments.command() + "' is not an apk command. See 'apk --help'.");
        };
    }

    /** {@code info -e} is the one question with a status that can be believed (facts/behaviours.md#38). */
    private int info(Call call, Arguments arguments) throws IOException {
        var isThere = arguments.has("--installed");
        var offer = new Offer(call, arguments, server, new InstalledDb(call.files()));
        if (!isThere) {
            offer.open();
        }
        int errors = 0;
        for (var word : arguments.words()) {
            var wish = ApkInfo.wishes(word).getFirst();
            var found = offer.all().stream().filter(info -> info.meets(wish)).findFirst();
            found.map(info -> isThere
                            ? info.name()
                            : info.full() + " installed size:\n" + Committer.human(info.installed()) + "\n")
                    .ifPresent(call::say);
            errors += found.isPresent() ? 0 : 1;
        }
        return errors;
    }

    private int locked(Call call, Arguments arguments) throws IOException, InterruptedException {
        var patience = Duration.ofSeconds(Long.parseLong(arguments.options().getOrDefault("--wait", "0")));
        var clock = call.machine().clock();
        var deadline = clock.in(patience);
        while (!busy.compareAndSet(false, true)) {
            if (deadline.isOver()) {
                return call.refuse(MOST, """
                        ERROR: Unable to lock database: Resource temporarily unavailable
                        ERROR: Failed to open apk database: Resource temporarily unavailable""");
            }
            clock.sleep(LOOK_AGAIN);
        }
        try {
            return Math.min(MOST, change(call, arguments));
        } finally {
            busy.set(false);
        }
    }

    private int change(Call call, Arguments arguments) throws IOException, InterruptedException {
        var database = new InstalledDb(call.files());
        var offer = new Offer(call, arguments, server, database);
        if (arguments.command().equals("del")) {
            var unknown = forget(call, arguments, database);
            return unknown > 0 ? unknown : solved(call, arguments, offer, database);
        }
        offer.open();
        if (arguments.command().equals("add")) {
            return wish(call, arguments, offer, database) ? solved(call, arguments, offer, database) : MOST;
        }
        offer.opened().forEach(address -> call.say(" [" + address + "]"));
        var failed = offer.unavailable();
        call.say((failed == 0 ? "OK:" : failed + " unavailable, 0 stale;") + " "
                + offer.all().size() + " distinct packages available");
        return failed;
    }

    /** A word with a dot that is a file is a package; each other word is a wish. */
    private boolean wish(Call call, Arguments arguments, Offer offer, InstalledDb database) {
        for (var word : arguments.words()) {
            var path = call.path(word);
            if (!word.contains(".") || !call.files().exists(path)) {
                ApkInfo.wishes(word).forEach(wish -> database.world().put(wish.name(), wish));
                continue;
            }
            try {
                var bytes = call.files().read(path);
                var info = offer.add(bytes);
                packageBytes.accept(bytes.length);
                database.world().put(info.name(), new Dependency(info.name(), "><", info.identity(), false));
            } catch (IOException problem) {
                call.err().println("ERROR: " + word + ": " + Offer.words(problem));
                return false;
            }
        }
        return true;
    }

    private static int forget(Call call, Arguments arguments, InstalledDb database) {
        int unknown = 0;
        for (var name : arguments.words()) {
            if (database.find(name).isEmpty() && !database.world().containsKey(name)) {
                unknown += call.refuse(1, "ERROR: No such package: " + name);
            }
            database.world().remove(name);
        }
        return unknown;
    }

    private int solved(Call call, Arguments arguments, Offer offer, InstalledDb database) throws InterruptedException {
        var solver = new Solver(offer, database);
        var changes = solver.solve();
        var errors = solver.complain(call.err());
        if (errors > 0) {
            return errors;
        }
        var failed = new Committer(call, arguments.has("--simulate"), database, offer).commit(changes);
        afterModules.run();
        return failed;
    }
}
