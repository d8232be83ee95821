package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = "the JSON Schema of a file or document; without a name: which there are",
        footer = {
            "",
            "Examples:",
            "  outpost schema site > site.schema.json     for an editor that knows YAML",
            "  outpost schema outpost.probe/1             of a document, by its schema field"
        })
final class SchemaCommand extends Work {
    private static final String ROOT = "/dev/outpost/schema/";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "as the list has it, or what stands in a document's schema field")
    Optional<String> name = Optional.empty();

    @Override
    Exit work() {
        return name.map(this::print).orElseGet(this::list);
    }

    /** A schema is a JSON document itself: it is printed as its file has it, whatever the format. */
    private Exit print(String wanted) {
        var bytes = text(found(wanted)).getBytes(StandardCharsets.UTF_8);
        frame().around().out().write(bytes, 0, bytes.length);
        return Exit.DONE;
    }

    private static String found(String wanted) {
        return names().stream()
                .filter(each -> each.equals(wanted) || wanted.equals(head(each).get("title")))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.USAGE_MISTAKE,
                        "no schema is called '" + wanted + "'",
                        "the names are those of: outpost schema",
                        "outpost schema")));
    }

    private Exit list() {
        var rows = names().stream().map(SchemaCommand::head).toList();
        return frame().tell(
                        () -> Json.object("schema", "outpost.schemas/1", "schemas", rows),
                        () -> rows.forEach(row -> frame().console()
                                .labelled(
                                        String.valueOf(row.get("name")), String.valueOf(row.get("description")), 18)));
    }

    static List<String> names() {
        return Resource.facts(ROOT + "index");
    }

    static String text(String name) {
        return Resource.text(ROOT + name + ".schema.json");
    }

    private static Map<String, @Nullable Object> head(String name) {
        var schema = Yaml.parse(name, text(name)).map();
        return Json.object(
                "name",
                name,
                "title",
                schema.requireString("title"),
                "description",
                schema.requireString("description"));
    }
}
