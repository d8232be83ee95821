package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Member;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule of {@link HouseTest} is broken by a class that is compiled for it, and says so. A rule that matches nothing would hold for ever. A house is
 * compiled that has a {@code Thing} in each room and nothing wrong; one class at a time is added to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesBiteTest {
    private static final String STRANGER = "Stranger";

    /** Rule, package of the class that breaks it, its body. */
    private static final String ROWS = """
            everyClassIsInARoom             ~ attic         ~
            stepsAreMadeOfTheJdk            ~ step          ~ dev.outpost.text.Thing text;
            stepsAreMadeOfTheJdk            ~ step          ~ picocli.CommandLine line;
            packagesHaveNoCycles            ~ text          ~ dev.outpost.text.deep.down.Thing deep;
            theBenchKnowsOnlyLanguages      ~ bench         ~ dev.outpost.router.Thing router;
            theBenchKnowsOnlyLanguages      ~ bench.router  ~ dev.outpost.cli.Thing program;
            nobodyKnowsTheBench             ~ cli           ~ dev.outpost.bench.Thing bench;
            nobodyKnowsTheBench             ~ adapter.ssh   ~ dev.outpost.bench.Thing bench;
            onlyWiringNamesAdapters         ~ cli           ~ dev.outpost.adapter.Thing adapter;
            onlyWiringNamesAdapters         ~ router        ~ dev.outpost.adapter.Thing adapter;
            adaptersDecideNothing           ~ adapter.ssh   ~ dev.outpost.workflow.Thing workflow;
            adaptersDecideNothing           ~ adapter.usb   ~ dev.outpost.cli.Thing program;
            serialStaysInItsAdapter         ~ dongle        ~ com.fazecast.jSerialComm.SerialPort port;
            libusbStaysInItsAdapter         ~ adapter.ssh   ~ org.usb4java.Context context;
            sshClientStaysInItsAdapter      ~ router        ~ net.schmizz.sshj.SSHClient client;
            sshServerStaysOnTheBench        ~ adapter.ssh   ~ org.apache.sshd.server.SshServer server;
            sshServerStaysOnTheBench        ~ bench.host    ~ org.apache.sshd.server.SshServer server;
            yamlStaysInText                 ~ site          ~ org.snakeyaml.engine.v2.api.Load load;
            picocliStaysInCli               ~ workflow      ~ picocli.CommandLine line;
            qrCodesStayInTheReport          ~ cli           ~ com.google.zxing.BarcodeFormat format;
            nobodySleeps                    ~ router        ~ void a() throws Exception { Thread.sleep(1); }
            nobodySleeps                    ~ bench.host    ~ void a() throws Exception { Thread.sleep(java.time.Duration.ZERO); }
            nobodySleeps                    ~ step          ~ void a() throws Exception { java.util.concurrent.TimeUnit.DAYS.sleep(1); }
            nobodySleepsInACoat             ~ workflow      ~ long a() { return System.nanoTime(); }
            nobodySleepsInACoat             ~ router        ~ void a() throws Exception { new java.util.concurrent.CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.DAYS); }
            nobodySleepsInACoat             ~ bench.ssh     ~ void a(java.util.concurrent.locks.Condition c) throws Exception { c.awaitNanos(1); }
            nobodySleepsInACoat             ~ bench.host    ~ void a() { java.util.concurrent.locks.LockSupport.parkNanos(1); }
            nobodySleepsInACoat             ~ dongle        ~ void a() throws Exception { synchronized (this) { wait(1); } }
            nobodySleepsInACoat             ~ adapter.net   ~ void a(Process p) throws Exception { p.waitFor(1, java.util.concurrent.TimeUnit.DAYS); }
            nobodySleepsInACoat             ~ reach         ~ void a(Thread t) throws Exception { t.join(1); }
            nobodySleepsInACoat             ~ camera        ~ void a(java.util.concurrent.ScheduledExecutorService s) { s.schedule(() -> {}, 1, java.util.concurrent.TimeUnit.DAYS); }
            nobodySleepsInACoat             ~ router        ~ void a(java.util.concurrent.BlockingQueue<String> q) throws Exception { q.poll(1, java.util.concurrent.TimeUnit.DAYS); }
            nobodySleepsInACoat             ~ ledger        ~ void a(java.util.concurrent.Future<String> f) throws Exception { f.get(1, java.util.concurrent.TimeUnit.DAYS); }
            onlyCliPrints                   ~ workflow      ~ void a() { System.out.println(); }
            onlyCliPrints                   ~ bench         ~ void a() { System.err.println(); }
            timeIsInjected                  ~ cli           ~ Object a() { return java.time.Instant.now(); }
            timeIsInjected                  ~ proof         ~ Object a() { return java.time.LocalDateTime.now(); }
            timeIsInjected                  ~ proof         ~ Object a() { return java.time.ZonedDateTime.now(); }
            timeIsInjected                  ~ bench.host    ~ Object a() { return System.currentTimeMillis(); }
            theBenchStartsNoProcess         ~ bench.host    ~ Object a() throws Exception { return new ProcessBuilder("sh").start(); }
            theBenchStartsNoProcess         ~ bench.ssh     ~ Object a() throws Exception { return Runtime.getRuntime().exec(new String[] {"sh"}); }
            """;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    void built() throws IOException {
        var things = new LinkedHashMap<String, String>();
        Stream.concat(
                        HouseTest.FLOORS.stream().flatMap(List::stream),
                        Stream.of("adapter", "bench", "text.deep.down", "adapter.serial", "bench.ssh"))
                .forEach(room -> things.put("dev.outpost." + room + ".Thing", thing(room)));
        compile(things, house());
    }

    /** A class without a fault; the deep one knows the one above it, which is half of a circle. */
    private static String thing(String room) {
        return room.equals("text.deep.down") ? "dev.outpost.text.Thing above;" : "";
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '~', textBlock = ROWS)
    void saysSo(String rule, String room, String body) throws Exception {
        var built = with(room, Objects.requireNonNullElse(body, ""));

        var violations = check(rule, built);

        assertTrue(violations.contains("dev.outpost." + room + "." + STRANGER), rule + " says:\n" + violations);
    }

    @Test
    void aHouseWithoutAFaultIsFine() throws Exception {
        var built = imported(house());

        for (var rule : rules().toList()) {
            assertEquals("", check(rule, built), rule);
        }
    }

    @Test
    void noRuleIsWithoutProof() {
        var proven =
                ROWS.lines().map(row -> row.split("~", 2)[0].strip()).collect(Collectors.toCollection(TreeSet::new));
        proven.add("importsPointDown");

        assertEquals(rules().collect(Collectors.toCollection(TreeSet::new)), proven);
    }

    static Stream<String> rooms() {
        return HouseTest.FLOORS.stream().skip(1).flatMap(List::stream);
    }

    /** A room knows every room above it and beside it, each in a class of its own. */
    @ParameterizedTest
    @MethodSource("rooms")
    void nobodyMayLookUpOrAside(String room) throws IOException {
        var lookers = new TreeMap<String, String>();
        HouseTest.FLOORS.stream()
                .limit(floor(room) + 1)
                .flatMap(List::stream)
                .filter(other -> !other.equals(room) && !HouseTest.NEIGHBOURS.contains(room + " " + other))
                .forEach(other -> lookers.put(
                        "dev.outpost." + room + ".in.it.Knows_" + other, "dev.outpost." + other + ".Thing it;"));
        var built = folder.resolve("lookers-" + room);
        compile(lookers, built);

        var seen = assertThrows(AssertionError.class, () -> HouseTest.importsPointDown(imported(house(), built)));

        var said = String.valueOf(seen.getMessage());
        assertEquals(
                List.of(),
                lookers.keySet().stream()
                        .filter(name -> !said.contains(name + "."))
                        .toList(),
                said);
    }

    private static long floor(String room) {
        return HouseTest.FLOORS.stream()
                .takeWhile(floor -> !floor.contains(room))
                .count();
    }

    private static Path house() {
        return folder.resolve("house");
    }

    /** The house, and in a room of it a class with this body. */
    private JavaClasses with(String room, String body) throws IOException {
        var guest = folder.resolve("guest-" + Integer.toHexString((room + body).hashCode()));
        compile(Map.of("dev.outpost." + room + "." + STRANGER, body), guest);
        return imported(house(), guest);
    }

    private static JavaClasses imported(Path... places) {
        return new ClassFileImporter().importPaths(places);
    }

    /** What a rule finds; nothing where all is well. */
    private static String check(String rule, JavaClasses built) throws Exception {
        try {
            var field = HouseTest.class.getDeclaredField(rule);
            ((ArchRule) field.get(null)).allowEmptyShould(true).check(built);
            return "";
        } catch (NoSuchFieldException e) {
            HouseTest.importsPointDown(built);
            return "";
        } catch (AssertionError found) {
            return String.valueOf(found.getMessage());
        }
    }

    private static Stream<String> rules() {
        return Stream.concat(
                        Stream.of(HouseTest.class.getDeclaredFields()), Stream.of(HouseTest.class.getDeclaredMethods()))
                .filter(member -> member.isAnnotationPresent(ArchTest.class))
                .map(Member::getName);
    }

    /** Compiles a class for each name. */
    private static void compile(Map<String, String> bodies, Path to) throws IOException {
        var sources = bodies.entrySet().stream()
                .map(entry -> source(entry.getKey(), entry.getValue()))
                .toList();
        Files.createDirectories(to);
        var words = List.of("-proc:none", "-nowarn", "-d", to.toString(), "-cp", classpath());
        var done = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, words, null, sources)
                .call();
        assertTrue(done, () -> "does not compile: " + bodies.keySet());
    }

    private static String classpath() {
        return house() + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static JavaFileObject source(String name, String body) {
        var cut = name.lastIndexOf('.');
        var text =
                "package " + name.substring(0, cut) + "; public class " + name.substring(cut + 1) + " { " + body + " }";
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
