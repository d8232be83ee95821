package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCommandTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"site, site", "outpost.probe/1, probe", "outpost.relay/1, relay-show"})
    void printsAFileOfItsOwn(String wanted, String name) throws Exception {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("schema", wanted));

        assertEquals(
                Files.readString(Path.of("src/main/resources/dev/outpost/schema", name + ".schema.json")), typed.out);
    }

    @Test
    void listsThemWithWhatTheyAreFor() {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("schema"));

        assertTrue(typed.out.contains("\nprobe             Which dongle, and how it can carry IP."), typed.out);
        assertTrue(typed.out.lines().allMatch(line -> line.length() <= 80), typed.out);
    }

    /** The small documents that need nobody. */
    @ParameterizedTest
    @CsvSource({
        "schemas, schema",
        "version, version",
        "profiles, profiles list",
        "profile, profiles show tl-poe150s",
        "profiles-check, profiles check",
        "faults, demo --fault help",
        "init, init barn --file FILE"
    })
    void describesADocument(String name, String line) {
        var typed = new Typed(folder);
        var words = (line.replace("FILE", folder.resolve("new.yaml").toString()) + " --format json").split(" ");

        assertEquals(Exit.DONE, typed.run(words), typed.err);

        assertEquals(List.of(), Schema.errors(name, typed.out));
    }

    @Test
    void namesTheListForAnUnknownName() {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("schema", "sight"));

        assertTrue(typed.err.contains("no schema is called 'sight'"), typed.err);
        assertTrue(typed.err.contains("outpost schema"), typed.err);
    }
}
