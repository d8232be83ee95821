package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What people read names no class: neither the texts that stand in the program, nor what the system and libraries say. */
class NoJavaNamesTest {
    private static final Pattern NAME =
            Pattern.compile("[a-z]Exception|Throwable|NullPointer|\\bjavax?\\.(?!io\\.tmpdir)|dev\\.outpost\\.");

    /** They read what the system says to decide by it, or write it down as it came; people read it as {@link SystemWords}. */
    private static final Map<String, String> DECIDE = Map.of(
            "dev/outpost/reach/SystemVantage", "refused, silent or not there",
            "dev/outpost/adapter/ssh/SshLinks", "refused or silent",
            "dev/outpost/adapter/ssh/SshLink", "what the other end said of a channel",
            "dev/outpost/adapter/recording/FolderRecorder$RecordingPort", "a recording holds what was said",
            "dev/outpost/step/SystemWords", "the one place that turns it into words");

    @Test
    void noTextOfOursNamesAClass() throws IOException {
        var found = classes()
                .filter(model -> !name(model).equals("dev/outpost/step/SystemWords"))
                .flatMap(model -> entries(model, StringEntry.class)
                        .map(StringEntry::stringValue)
                        .filter(text -> NAME.matcher(text).find())
                        .map(text -> name(model) + ": " + text))
                .toList();

        assertEquals(List.of(), found);
        assertTrue(NAME.matcher("a NoSuchFileException it is").find());
        assertTrue(NAME.matcher("see java.net").find());
    }

    @Test
    void whatTheSystemSaidIsReadInOnePlace() throws IOException {
        var readers = new TreeSet<String>();
        classes()
                .filter(model -> entries(model, MemberRefEntry.class).anyMatch(NoJavaNamesTest::readsTheSystemsWords))
                .forEach(model -> readers.add(name(model)));

        assertEquals(new TreeSet<>(DECIDE.keySet()), readers);
    }

    private static boolean readsTheSystemsWords(MemberRefEntry used) {
        var owner = used.owner().asInternalName();
        return used.name().stringValue().equals("getMessage")
                && owner.matches("(java/(io|net|nio/file)|net/schmizz)/.*");
    }

    private static <T> Stream<T> entries(ClassModel model, Class<T> kind) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static String name(ClassModel model) {
        return model.thisClass().asInternalName();
    }

    private static Stream<ClassModel> classes() throws IOException {
        try (var files = Files.walk(Path.of("target/classes/dev/outpost"))) {
            return files
                    .filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().contains("/bench/"))
                    .toList()
                    .stream()
                    .map(NoJavaNamesTest::parsed);
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
