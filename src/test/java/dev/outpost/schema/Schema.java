package dev.outpost.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Our schemas as JSON Schema 2020-12 has them; a word that the standard does not know is an error, so that no schema promises more than is checked. */
public final class Schema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final SchemaRegistry STANDARD =
            SchemaRegistry.withDefaultDialect(Dialect.builder(Dialects.getDraft202012())
                    .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                    .build());

    private Schema() {}

    /** The shipped schema of this name: {@code site}, {@code probe}, ... */
    public static YamlMap named(String name) {
        return Yaml.parse(name, text(name)).map();
    }

    private static String text(String name) {
        return Resource.text("/dev/outpost/schema/" + name + ".schema.json");
    }

    /** What of this document, JSON or YAML, the schema does not allow; empty when all is well. */
    public static List<String> errors(String schema, String document) {
        return STANDARD
                .getSchema(text(schema), InputFormat.JSON)
                .validate(node(Yaml.parse("document", document)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** Values as our own reader sees them. */
    private static JsonNode node(Yaml value) {
        return switch (value) {
            case YamlMap map -> {
                var object = NODES.objectNode();
                map.values().forEach((key, inner) -> object.set(key, node(inner)));
                yield object;
            }
            case YamlList list -> {
                var array = NODES.arrayNode();
                list.items().forEach(item -> array.add(node(item)));
                yield array;
            }
            case YamlText text when text.isNull() -> NODES.nullNode();
            case YamlText text when text.plain() -> plain(text.value());
            case YamlText text -> NODES.stringNode(text.value());
        };
    }

    private static JsonNode plain(String word) {
        if (word.matches("-?[0-9]{1,18}")) {
            return NODES.numberNode(Long.parseLong(word));
        }
        if (word.matches("-?[0-9]+\\.[0-9]+")) {
            return NODES.numberNode(Double.parseDouble(word));
        }
        return Optional.of(word)
                .filter(flag -> flag.equals("true") || flag.equals("false"))
                .<JsonNode>map(flag -> NODES.booleanNode(Boolean.parseBoolean(flag)))
                .orElseGet(() -> NODES.stringNode(word));
    }
}
