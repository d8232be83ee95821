package dev.outpost.bench.sh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParserTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/dev/outpost");

    @Test
    void everyScriptThatWeSendStaysInTheSubset() throws IOException {
        var scripts = new ArrayList<Path>();
        try (var all = Files.walk(SCRIPTS)) {
            all.filter(path -> path.toString().endsWith(".sh")).forEach(scripts::add);
        }

        assertTrue(scripts.size() > 10, "scripts found: " + scripts);
        for (var script : scripts) {
            assertTrue(commands(Files.readString(script)) > 0, script.toString());
        }
    }

    private static int commands(String text) {
        var parser = Parser.of(text, 1);
        int count = 0;
        while (parser.next().isPresent()) {
            count++;
        }
        return count;
    }

    @Test
    void givesOneLineAfterTheOther() {
        var parser = Parser.of("echo a; echo b\nif x; then\n y\nfi", 1);

        var first = assertInstanceOf(Command.Sequence.class, parser.next().orElseThrow());
        var second = assertInstanceOf(Command.Sequence.class, parser.next().orElseThrow());

        assertEquals(2, first.commands().size());
        assertInstanceOf(Command.If.class, second.commands().getFirst());
        assertTrue(parser.next().isEmpty());
    }

    @Test
    void namesTheLineThatIsWrong() {
        for (String text : List.of("echo a\nfi", "echo a\necho )", "echo a\nfor 1 in x; do y; done")) {
            var parser = Parser.of(text, 1);
            parser.next();

            assertEquals(2, assertThrows(SyntaxError.class, parser::next, text).line());
        }
    }
}
