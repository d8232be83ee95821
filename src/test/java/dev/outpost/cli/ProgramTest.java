package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ProgramTest {
    @TempDir
    Path folder = Path.of("");

    static Stream<String> everyCommand() {
        var root = new Program(around()).commandLine();
        return Stream.concat(Stream.of(""), names("", root));
    }

    private static Stream<String> names(String before, CommandLine line) {
        return line.getSubcommands().entrySet().stream()
                .flatMap(e ->
                        Stream.concat(Stream.of(before + e.getKey()), names(before + e.getKey() + " ", e.getValue())));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void showsAnExampleOfEveryCommandAndNothingElseHappens(String command) {
        var typed = new Typed(folder);
        var words = Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                .filter(w -> !w.isEmpty());

        assertEquals(Exit.DONE, typed.run(words.toArray(String[]::new)));

        assertTrue(typed.out.matches("(?s).*\nExamples?:\n  outpost .*"), typed.out);
        assertTrue(typed.out.contains("--format"), typed.out);
        assertTrue(typed.out.lines().allMatch(line -> line.length() <= 80), typed.out);
        assertEquals(List.of(), typed.outside.contacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            aply site.yaml                          ~ 'aply' means nothing here            ~ the nearest known word is 'apply'
            apply                                   ~ missing required parameter: 'SITE'   ~ outpost apply --help
            apply --viaa x site.yaml                ~ '--viaa' means nothing here          ~ the nearest known word is '--via'
            apply --via http://x:1 SITE             ~ --via takes socks5://HOST:PORT       ~ --via socks5://127.0.0.1:1080
            apply --via socks5://x SITE             ~ --via takes socks5://HOST:PORT       ~ --via socks5://127.0.0.1:1080
            apply --router 192.168.1.300 SITE       ~ '192.168.1.300' is no address        ~ outpost inspect
            apply --router 10.0.0.1:0 SITE          ~ '10.0.0.1:0' is no address           ~ outpost inspect
            apply --adopt me SITE                   ~ --adopt takes a MAC, not 'me'        ~ outpost inspect ADDR
            apply --bundle gone SITE                ~ --bundle gone is not there           ~ check the path
            apply --probe gone SITE                 ~ --probe gone is not there            ~ check the path
            apply SITE --format xml                 ~ invalid value for option '--format'  ~ outpost apply --help
            inspect 192.168.1.1:70000               ~ '192.168.1.1:70000' is no address    ~ outpost inspect
            inspect fe80::1                         ~ 'fe80::1' is no address              ~ HOST
            inspect pom.xml                         ~ pom.xml is a file                    ~ outpost plan pom.xml
            plan gone.yaml                          ~ gone.yaml:1:1: cannot be read        ~ there is no such file
            verify gone.yaml                        ~ gone.yaml:1:1: cannot be read        ~ there is no such file
            batch gone.yaml                         ~ gone.yaml:1:1: cannot be read        ~ there is no such file
            batch SITE --abreast 0                  ~ --abreast 0 cannot be                ~ --abreast 8
            demo --fault no-signl                   ~ no fault is called 'no-signl'        ~ outpost demo --fault no-signal
            demo --units 0                          ~ --units 0 cannot be                  ~ --units 5
            demo --units x                          ~ invalid value for option '--units'   ~ outpost demo --help
            doctor                                  ~ what shall be looked at              ~ outpost doctor --usb
            doctor --usb --address                  ~ doctor looks at one thing at a time  ~ outpost doctor --address
            doctor --address --observer a           ~ --observer takes stun:HOST           ~ --observer stun:HOST
            completion tcsh                         ~ invalid value for positional         ~ outpost completion --help
            """)
    void saysWhatIsWrongWithTheWordsAndContactsNobody(String line, String what, String next) throws IOException {
        var site = Files.writeString(folder.resolve("site.yaml"), "site: a\nrouter: {reach: 192.168.1.1}\n");
        var typed = new Typed(folder);

        var exit = typed.run(line.replace("SITE", site.toString()).split(" "));

        assertEquals(Exit.USAGE, exit, typed.err);
        assertTrue(oneLine(typed.err).contains(what), typed.err);
        assertTrue(oneLine(typed.err).contains(next), typed.err);
        assertEquals("", typed.out);
        assertEquals(List.of(), typed.outside.contacted);
    }

    @ParameterizedTest
    @CsvSource({"plan", "apply", "verify", "batch"})
    void contactsNobodyForAFileWithAMistake(String command) throws IOException {
        var site = Files.writeString(folder.resolve("site.yaml"), "site: a\nrouter: {reach: 192.168.1.1}\nmodm: {}\n");
        var typed = new Typed(folder.resolve("state"));

        assertEquals(Exit.USAGE, typed.run(command, site.toString()));

        assertTrue(oneLine(typed.err).contains(site + ":3:1: unknown key 'modm'"), typed.err);
        assertEquals(List.of(), typed.outside.contacted);
        assertFalse(Files.exists(folder.resolve("state")), "a run that could not begin leaves nothing behind");
    }

    @Test
    void tellsAMistakeAsOneDocumentWhereJsonIsAskedFor() {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("apply", "gone.yaml", "--format", "json"));

        assertEquals(List.of(), Schema.errors("problem", typed.out));
        assertEquals("FILE-UNREADABLE", Yaml.parse("out", typed.out).map().requireString("code"));
        assertEquals("", typed.err);
    }

    @Test
    void tellsAMistakeAmongTheWordsAsADocumentToo() {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("apply", "--format=json", "--viaa", "x"));

        assertEquals(List.of(), Schema.errors("problem", typed.out));
    }

    @Test
    void makesOneLineOfAFaultOfItsOwn() {
        var typed = new Typed(folder);

        typed.outside.breaks = true;

        assertEquals(Exit.BUG, typed.run("demo", "--fault", "help"));

        assertTrue(typed.err.contains("OUTPOST-BUG"), typed.err);
        assertFalse(typed.err.contains("\tat "), typed.err);
    }

    @Test
    void namesTheFileThatTheDemoNeedsWhereTheBenchIsNotThere() {
        var typed = new Typed(folder);
        typed.outside.hasBench = false;

        assertEquals(Exit.BLOCKED, typed.run("demo"));

        assertTrue(typed.err.contains("no outpost-bench.jar"), typed.err);
        assertTrue(typed.err.contains("BENCH-MISSING"), typed.err);
    }

    @Test
    void isPlainWhereNobodyWatchesAndColouredOnATerminal() {
        var plain = new Typed(Map.of(), false, 80);
        plain.run("aply");
        var coloured = new Typed(Map.of("TERM", "xterm"), true, 80);
        coloured.run("aply");
        var asked = new Typed(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, 80);
        asked.run("aply");

        assertFalse(plain.err.contains("\u001b"), plain.err);
        assertTrue(coloured.out.contains("\u001b[31m"), coloured.out);
        assertFalse(asked.out.contains("\u001b"), asked.out);
    }

    @Test
    void showsAnEmptyLedgerAndSaysWhereItBegins() {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("ledger", "show"));
        assertTrue(typed.out.contains("outpost apply SITE"), typed.out);

        assertEquals(Exit.DONE, typed.run("ledger", "show", "--format", "json"));
        assertEquals(List.of(), Schema.errors("ledger", typed.out));
    }

    @Test
    void writesASiteFileThatItReadsItself() throws IOException {
        var file = folder.resolve("site.yaml");
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("init", "barn", "--relay", "203.0.113.10", "--file", file.toString()));

        assertTrue(typed.out.endsWith("next    outpost probe --save " + file + "\n"), typed.out);
        assertTrue(Files.exists(folder.resolve("relays/vps1.yaml")));
        assertEquals(Exit.USAGE, typed.run("init", "barn", "--file", file.toString()), "never written over");
        assertTrue(Files.readString(file).contains("site: barn\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, relay: vps1 ",
        "--relay=vps1, relay: vps1 ",
        "--relay=203.0.113.10, relay: vps1 ",
        "--relay=198.51.100.7, relay: vps2 "
    })
    void aSiteFileTakesTheRelayThatIsThere(String word, String written) throws IOException {
        var typed = new Typed(folder);
        typed.run("init", "barn", "--relay", "203.0.113.10", "--file", file("barn.yaml"));

        var more = Stream.of(word).filter(given -> !given.equals("nothing"));
        var line = Stream.concat(Stream.of("init", "hut", "--file", file("hut.yaml")), more);
        assertEquals(Exit.DONE, typed.run(line.toArray(String[]::new)), typed.err);

        assertTrue(Files.readString(folder.resolve("hut.yaml")).contains("\n  " + written), written);
        assertEquals(written.contains("vps2"), Files.exists(folder.resolve("relays/vps2.yaml")));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void leavesNoFileBehindWhenAnAnswerCannotBe() {
        var file = folder.resolve("site.yaml");
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("init", "Barn North", "--relay", "203.0.113.10", "--file", file.toString()));

        assertTrue(oneLine(typed.err).contains("did you mean 'barn-north'?"), typed.err);
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(folder.resolve("relays/vps1.yaml")));
    }

    @ParameterizedTest
    @CsvSource({"bash, complete -F _outpost outpost", "zsh, #compdef outpost", "fish, complete -c outpost"})
    void completesInThreeShells(String shell, String piece) {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("completion", shell));

        assertTrue(typed.out.contains(piece), typed.out);
        assertTrue(typed.out.contains("apply"), typed.out);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static Surroundings around() {
        return new Surroundings(
                System.out,
                System.err,
                false,
                true,
                80,
                Map.of(),
                what -> Optional.empty(),
                what -> Optional.empty(),
                Path.of("/nowhere"),
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Untouched());
    }

    /** A way out that {@link Untouched} forgot would lead out of a test. */
    @Test
    void nothingThatReachesOutIsLeftOpenInATest() {
        var held = Stream.of(Untouched.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        var open = Stream.of(Wiring.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !held.contains(name))
                .toList();

        assertEquals(List.of(), open);
        assertTrue(held.size() > 10, held::toString);
    }

    @Test
    void tellsSixMistakesOfAFileEachWithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("six.yaml"), """
                site: Yard
                router: {reech: 192.168.1.1, password: hunter2}
                acess: {relay: vps1}
                viewers: phone
                cameras: [{name: yard, adress: 192.168.1.64}]
                """);
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("plan", file.toString()));

        assertEquals(6, typed.err.lines().filter(line -> line.startsWith("✗ ")).count(), typed.err);
        assertTrue(typed.err.contains("    3 | acess: {relay: vps1}\n        | ^ did you mean 'access'?\n"), typed.err);
        assertTrue(typed.err.contains("password: ...}"), typed.err);
        assertFalse(typed.err.contains("hunter2"), typed.err);
        assertEquals(
                1,
                typed.err.lines().filter(line -> line.contains("correct them")).count(),
                typed.err);

        var document = new Typed(folder);
        assertEquals(Exit.USAGE, document.run("plan", file.toString(), "--format", "json"));
        assertEquals(6, Yaml.parse("out", document.out).map().maps("mistakes").size());
        assertFalse(document.out.contains("hunter2"), document.out);
    }
}
