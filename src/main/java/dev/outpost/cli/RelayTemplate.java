package dev.outpost.cli;

import dev.outpost.step.Resource;
import dev.outpost.text.YamlEdit;
import java.util.Map;

/**
 * What a relay's file begins with: the answers, and everything else as comments with its default.
 *
 * @param host where its SSH answers
 * @param answers further keys with their values; an empty value is none
 */
record RelayTemplate(String host, Map<String, String> answers) {
    RelayTemplate {
        answers = Map.copyOf(answers);
    }

    String text() {
        var edit = new YamlEdit(Resource.text("/dev/outpost/cli/relay.yaml").formatted(quoted(host)));
        for (var answer : answers.entrySet()) {
            edit = answer.getValue().isBlank() ? edit : edit.with(answer.getKey(), quoted(answer.getValue()));
        }
        return edit.text();
    }

    /** In YAML a bracket or a blank would mean something else. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9.:/~_+-]+") && !word.matches("~?")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
