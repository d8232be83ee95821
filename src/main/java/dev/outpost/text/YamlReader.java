package dev.outpost.text;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The one place that touches snakeyaml: its nodes, which carry line and column, become our values. */
final class YamlReader {
    /** Files that a person gives are measured before they are read; a ledger of a full tunnel has some 6 million characters. */
    private static final int MOST = 64 << 20;

    private static final int DEEPEST = 40;

    private final String file;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlReader(String file) {
        this.file = file;
    }

    static Yaml read(String file, String text) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(1)
                .setCodePointLimit(MOST)
                .build();
        var reader = new YamlReader(file);
        reader.refuseDepth(text);
        try {
            var root = new Compose(settings).composeString(text);
            return reader.value(root.orElseThrow(() -> reader.syntax(Optional.empty(), "the file is empty")), 0);
        } catch (MarkedYamlEngineException e) {
            throw reader.syntax(
                    e.getProblemMark(), e.getProblem().lines().findFirst().orElse("not YAML"));
        } catch (YamlEngineException e) {
            throw reader.syntax(
                    Optional.empty(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    /** The composer recurses: brackets nested by the thousand must not reach it. */
    private void refuseDepth(String text) {
        int depth = 0;
        int indicators = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            depth = Math.max(depth, 0);
            indicators = c == '-' || c == '?' ? indicators + 1 : c == ' ' ? indicators : 0;
            if (depth > 1_000 || indicators > 1_000) {
                throw syntax(Optional.empty(), "nested too deeply");
            }
        }
    }

    private Yaml value(Node node, int depth) {
        if (depth > DEEPEST) {
            throw syntax(node.getStartMark(), "nested too deeply");
        }
        if (!seen.add(node)) {
            throw syntax(node.getStartMark(), "anchors and aliases are not used here");
        }
        return switch (node) {
            case MappingNode map -> map(map, depth);
            case SequenceNode list ->
                new YamlList(
                        place(node.getStartMark()),
                        list.getValue().stream()
                                .map(item -> value(item, depth + 1))
                                .toList());
            case ScalarNode text ->
                new YamlText(place(node.getStartMark()), text.getValue(), text.getScalarStyle() == ScalarStyle.PLAIN);
            default -> throw syntax(node.getStartMark(), "a value of unknown kind");
        };
    }

    private YamlMap map(MappingNode node, int depth) {
        var values = new LinkedHashMap<String, Yaml>();
        var keys = new LinkedHashMap<String, Place>();
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw syntax(tuple.getKeyNode().getStartMark(), "a key must be a single word");
            }
            keys.put(key.getValue(), place(key.getStartMark()));
            if (values.put(key.getValue(), value(tuple.getValueNode(), depth + 1)) != null) {
                throw syntax(key.getStartMark(), "the key '" + key.getValue() + "' stands here twice");
            }
        }
        return new YamlMap(place(node.getStartMark()), values, keys);
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place(file, 1, 1));
    }

    private ProblemException syntax(Optional<Mark> mark, String what) {
        var place = place(mark);
        return place.problem(ProblemCode.FILE_SYNTAX, what, "", "");
    }
}
