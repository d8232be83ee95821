package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsAFileOfExactlyItsLimitAndRefusesOneByteMore() throws IOException {
        var file = Files.write(folder.resolve("a"), new byte[1000]);

        assertArrayEquals(new byte[1000], PlainFile.of(file, 1000).bytes());
        assertEquals(
                ProblemCode.FILE_TOO_LARGE, refused(PlainFile.of(file, 999)).code());
    }

    /** The kernel says 0 for the size of its own files, whatever they hold. */
    @Test
    void readsNoMoreThanItsLimitOfAFileThatSaysItIsEmpty() throws IOException {
        var file = Path.of("/proc/self/smaps");
        assumeTrue(Files.isReadable(file) && Files.size(file) == 0);

        assertEquals(
                ProblemCode.FILE_TOO_LARGE, refused(PlainFile.of(file, 100)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/tty", "/dev/urandom"})
    void refusesALinkToADevice(String device) throws IOException {
        assumeTrue(Files.exists(Path.of(device)));
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of(device));

        assertEquals(ProblemCode.FILE_NOT_PLAIN, refused(PlainFile.of(link)).code());
        assertEquals(Exit.USAGE, refused(PlainFile.of(link)).exit());
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws Exception {
        var pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        var problem = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> refused(PlainFile.of(pipe)));

        assertEquals(ProblemCode.FILE_NOT_PLAIN, problem.code());
    }

    @Test
    void refusesAFolder() {
        assertEquals(ProblemCode.FILE_NOT_PLAIN, refused(PlainFile.of(folder)).code());
    }

    @Test
    void leavesAMissingFileToItsReader() {
        assertThrows(
                NoSuchFileException.class,
                () -> PlainFile.of(folder.resolve("none")).bytes());
    }

    private static Problem refused(PlainFile file) {
        return assertThrows(ProblemException.class, file::bytes).problem();
    }
}
