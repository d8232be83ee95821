package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
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

    /** What the shell offers. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            completionCandidates = Names.class,
            description = "as the list has it, or what stands in a document's schema field")
    Optional<String> name = Optional.empty();

    SchemaCommand(Frame frame) {
        super(frame);
    }

    @Override
    Exit work() {
        name.ifPresentOrElse(this::print, this::list);
        return Exit.DONE;
    }

    /** A schema is a JSON document itself: it is printed as its file has it, whatever the format. */
    private void print(String wanted) {
        var bytes = text(found(wanted)).getBytes(StandardCharsets.UTF_8);
        frame().around().out().write(bytes, 0, bytes.length);
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

    private void list() {
        var rows = names().stream().map(SchemaCommand::head).toList();
        if (frame().json()) {
            frame().document(Json.object("schema", "outpost.schemas/1", "schemas", rows));
            return;
        }
        rows.forEach(row -> frame().console()
                .labelled(String.valueOf(row.get("name")), String.valueOf(row.get("description")), 18));
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
