package dev.outpost.site;

import dev.outpost.step.ProblemCode;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads where a secret comes from; a secret that stands in the file itself is refused, and never repeated in the message. */
final class SecretWords {
    private SecretWords() {}

    /** The source under this key, if the key is there. */
    static Optional<SecretSource> at(YamlMap map, String key, Path file, boolean mayGenerate) {
        return map.get(key).map(value -> read(value, file, mayGenerate));
    }

    static SecretSource required(YamlMap map, String key, Path file) {
        return read(map.require(key), file, false);
    }

    private static SecretSource read(Yaml value, Path file, boolean mayGenerate) {
        if (!(value instanceof YamlText text)) {
            throw value.place().badValue("a secret's source is one word", words(mayGenerate));
        }
        var word = text.value();
        if (word.equals("generate") && mayGenerate) {
            return new SecretSource.Generate();
        }
        if (word.equals("prompt")) {
            return new SecretSource.Prompt();
        }
        if (word.matches("env:[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            return new SecretSource.Env(word.substring("env:".length()));
        }
        if (word.matches("file:\\P{Cntrl}+")) {
            return new SecretSource.File(Values.path(word.substring("file:".length()), text.place(), file));
        }
        throw text.place()
                .problem(
                        ProblemCode.FILE_SECRET_LITERAL,
                        "a secret may not stand in a file",
                        "expected " + words(mayGenerate),
                        "put it into an environment variable and write env:NAME here");
    }

    private static String words(boolean mayGenerate) {
        var words = List.of("env:NAME", "file:PATH", "prompt");
        return (mayGenerate ? "generate, " : "") + String.join(", ", words.subList(0, 2)) + " or prompt";
    }
}
