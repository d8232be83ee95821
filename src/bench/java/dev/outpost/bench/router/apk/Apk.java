package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkFile;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The program {@code apk} of OpenWrt 25.12. */
public final class Apk implements Program {
    private static final int MOST = 99;
    private static final Set<String> QUERIES = Set.of("list", "info", "search", "policy", "query", "version");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final String architecture;
    private final PackageServer server;
    private final Runnable afterModules;
    private final LongConsumer packageBytes;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param server what the router's downloader reaches
     * @param afterModules called when packages were put there, so that new drivers look for their devices
     * @param packageBytes gets the size of each local package that was read
     */
    public Apk(String architecture, PackageServer server, Runnable afterModules, LongConsumer packageBytes) {
        this.architecture = architecture;
        this.server = server;
        this.afterModules = afterModules;
        this.packageBytes = packageBytes;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var arguments = Arguments.of(call.words());
        var command = arguments.command();
        if (arguments.has("--print-arch")) {
            call.out().println(architecture);
            return 0;
        }
        if (arguments.has("--version")) {
            call.out().println(ApkUsage.version(architecture));
            return 0;
        }
        if (command.isEmpty()) {
            call.out().println(ApkUsage.version(architecture));
            call.out().print(ApkUsage.TEXT);
            return 1;
        }
        if (QUERIES.contains(command)) {
            return query(call, arguments);
        }
        if (!Set.of("add", "del", "fix", "update", "upgrade").contains(command)) {
            call.err().println("ERROR: '" + command + "' is not an apk command. See 'apk --help'.");
            return 1;
        }
        return locked(call, arguments);
    }

    private int query(Call call, Arguments arguments) throws IOException {
        var database = new InstalledDb(call.files());
        var universe = new Universe(database);
        var installed = arguments.has("--installed") || arguments.has("--manifest") || arguments.has("--test");
        if (!installed) {
            var repositories = new Repositories(call, arguments, server);
            repositories.open();
            universe.add(repositories);
        }
        return Math.min(MOST, new ApkQueries(call, arguments, database, universe).run());
    }

    private int locked(Call call, Arguments arguments) throws IOException, InterruptedException {
        var patience =
                Duration.ofSeconds(Long.parseLong(arguments.value("--wait").orElse("0")));
        var clock = call.machine().clock();
        var deadline = clock.uptime().plus(patience);
        while (!busy.compareAndSet(false, true)) {
            if (clock.uptime().compareTo(deadline) >= 0) {
                call.err().println("ERROR: Unable to lock database: Resource temporarily unavailable");
                call.err().println("ERROR: Failed to open apk database: Resource temporarily unavailable");
                return MOST;
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
        var universe = new Universe(database);
        var repositories = new Repositories(call, arguments, server);
        if (!arguments.command().equals("del")) {
            repositories.open();
        }
        universe.add(repositories);
        if (arguments.command().equals("update")) {
            return updated(call, repositories, universe);
        }
        var world = new LinkedHashMap<String, ApkDependency>();
        database.world().forEach(wish -> world.put(wish.name(), wish));
        var again = Set.<String>of();
        switch (arguments.command()) {
            case "add" -> {
                if (!add(call, arguments, universe, world)) {
                    return MOST;
                }
            }
            case "del" -> {
                int errors = delete(call, arguments, database, universe, world);
                if (errors > 0) {
                    return errors;
                }
            }
            default -> again = toFix(arguments, database);
        }
        return solved(call, arguments, database, universe, repositories, world, again);
    }

    private static int updated(Call call, Repositories repositories, Universe universe) {
        repositories.available().forEach(address -> call.out().println(" [" + address + "]"));
        int failed = repositories.unavailable() + repositories.stale();
        var state =
                failed == 0 ? "OK:" : repositories.unavailable() + " unavailable, " + repositories.stale() + " stale;";
        call.out().println(state + " " + universe.distinct() + " distinct packages available");
        return failed;
    }

    /** A word with a dot that is a file is a package; each other word is a wish. */
    private boolean add(Call call, Arguments arguments, Universe universe, Map<String, ApkDependency> world) {
        var keys = Repositories.keys(call);
        for (var word : arguments.words()) {
            var path = call.path(word);
            if (!word.contains(".") || !call.files().exists(path)) {
                var wish = ApkDependency.of(word);
                world.put(wish.name(), wish);
                continue;
            }
            try {
                var bytes = call.files().read(path);
                var read = ApkFile.parse(bytes, keys);
                if (!read.isTrusted() && !arguments.has("--allow-untrusted")) {
                    throw new IOException("UNTRUSTED signature");
                }
                packageBytes.accept(bytes.length);
                universe.add(read.file());
                var info = read.file().info();
                world.put(info.name(), new ApkDependency(info.name(), "><", info.identity(), false));
            } catch (IOException problem) {
                call.err().println("ERROR: " + word + ": " + Repositories.words(problem));
                return false;
            }
        }
        return true;
    }

    private static int delete(
            Call call, Arguments arguments, InstalledDb database, Universe universe, Map<String, ApkDependency> world) {
        int errors = 0;
        for (var name : arguments.words()) {
            if (database.find(name).isEmpty() && !universe.knows(name) && !world.containsKey(name)) {
                call.err().println("ERROR: No such package: " + name);
                errors++;
            }
            world.remove(name);
        }
        return errors;
    }

    private static Set<String> toFix(Arguments arguments, InstalledDb database) {
        return arguments.words().isEmpty()
                ? database.all().stream()
                        .filter(InstalledEntry::isBroken)
                        .map(entry -> entry.info().name())
                        .collect(Collectors.toSet())
                : Set.copyOf(arguments.words());
    }

    private int solved(
            Call call,
            Arguments arguments,
            InstalledDb database,
            Universe universe,
            Repositories repositories,
            Map<String, ApkDependency> world,
            Set<String> again)
            throws IOException, InterruptedException {
        var wishes = List.copyOf(world.values());
        var solution = new Solver(universe, database, wishes, again).solve();
        if (solution.errors() > 0) {
            new SolverErrors(solution, wishes, call.err()).print();
            return solution.errors();
        }
        if (arguments.command().equals("del")) {
            stays(call, arguments, solution, world);
        }
        if (!arguments.has("--simulate")) {
            database.world().forEach(wish -> database.unwish(wish.name()));
            wishes.forEach(database::wish);
        }
        int errors = new Committer(call, arguments, database, universe, repositories).commit(solution.changes());
        afterModules.run();
        return errors;
    }

    /** Packages that were to go and that others of the world need. */
    private static void stays(
            Call call, Arguments arguments, Solver.Solution solution, Map<String, ApkDependency> world) {
        var lines = new ArrayList<String>();
        for (var name : arguments.words()) {
            if (solution.chosen().containsKey(name)) {
                lines.add("  " + name + ": " + Requirers.of(name, solution, world.keySet()));
            }
        }
        if (!lines.isEmpty()) {
            call.out().println("World updated, but the following packages are not removed due to:");
            lines.forEach(call.out()::println);
            call.out().println("");
        }
    }
}
