package dev.outpost.text;

import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A YAML (or JSON) value that knows where it stands in its file. Anchors and aliases are refused, and so is depth past 40. */
public sealed interface Yaml permits YamlMap, YamlList, YamlText {
    /** Where the value begins. */
    Place place();

    /** Its kind in words, for messages: "a list". */
    String kind();

    /**
     * The map that a whole file holds.
     *
     * @throws ProblemException exit 2 when the file is missing, no plain file, larger than 1 MiB, empty, not YAML, or holds something
     *     else than a map
     */
    static YamlMap file(Path file) {
        return file(file, PlainFile.USUAL);
    }

    /**
     * The same of a file that may be larger than the usual.
     *
     * @param limit in bytes
     */
    static YamlMap file(Path file, long limit) {
        try {
            return parse(file.toString(), PlainFile.of(file, limit).text()).map();
        } catch (CharacterCodingException e) {
            throw new Place(file.toString(), 1, 1).badValue("not a text file in UTF-8", "YAML text");
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.FILE_UNREADABLE.problem(
                    file + ":1:1: cannot be read", SystemWords.of(e), cure(file, e)));
        }
    }

    /** Where there is no such file, those that are there. */
    private static String cure(Path file, IOException e) {
        var there = e instanceof NoSuchFileException ? beside(file) : "";
        if (!there.isEmpty()) {
            return "name one that is there: " + there;
        }
        return e instanceof FileSystemException system ? SystemWords.cure(system) : "check the path " + file;
    }

    private static String beside(Path file) {
        try (var files = Files.list(file.resolveSibling(""))) {
            return files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .limit(5) // a folder may be full of them
                    .map(Path::toString)
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The one value that a text holds.
     *
     * @param name the file's name for messages
     */
    static Yaml parse(String name, String text) {
        return YamlReader.read(name, text);
    }

    /** This as a map, else an error at its place. */
    default YamlMap map() {
        if (this instanceof YamlMap map) {
            return map;
        }
        throw place().badValue("found " + kind(), "keys with values");
    }

    /** This as a list, else an error at its place. */
    default YamlList list() {
        if (this instanceof YamlList list) {
            return list;
        }
        throw place().badValue("found " + kind(), "a list");
    }

    /** This as a single value, else an error at its place. */
    default YamlText text() {
        if (this instanceof YamlText text) {
            return text;
        }
        throw place().badValue("found " + kind(), "a single value");
    }
}
