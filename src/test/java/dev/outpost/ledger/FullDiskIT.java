package dev.outpost.ledger;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is really full: a small tmpfs in a mount namespace that ends with its process. */
class FullDiskIT {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"4k", "32k", "512k"})
    void anApplyIsRefusedBeforeAnythingElseIsTouched(String size) throws Exception {
        var site = folder.resolve("site.yaml");
        Files.writeString(site, """
                site: barn
                router: {reach: "127.0.0.1:9"}
                access: {way-in: later}
                cameras: [{name: yard, address: 192.168.1.64}]
                """);

        var said = onSmallDisk(size, "dev.outpost.cli.Main", "apply", site.toString(), "--state", disk());

        assertTrue(said.contains("STATE-FULL"), said);
        assertTrue(said.contains("exit 3"), said);
        assertTrue(said.endsWith("left:\n"), "nothing stays behind: " + said);
    }

    @Test
    void aFileThatDoesNotFitLeavesTheOldOneAndNothingElse() throws Exception {
        var said = onSmallDisk("64k", Writer.class.getName(), disk());

        assertTrue(said.contains("STATE-FULL"), said);
        assertTrue(said.contains("left: ledger\n"), said);
        assertTrue(said.contains("old content"), said);
    }

    /** Writes a file, then one in its place that is larger than the disk. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] words) throws IOException {
            var file = Path.of(words[0], "ledger");
            PrivateFiles.write(file, "old content\n");
            try {
                PrivateFiles.write(file, "x".repeat(1 << 20));
            } catch (ProblemException e) {
                System.out.println(e.problem().code());
            }
            System.out.println(Files.readString(file));
        }
    }

    private String disk() {
        return folder.resolve("disk").toString();
    }

    private String onSmallDisk(String size, String... words) throws Exception {
        assumeTrue(canMount(), "mounting a tmpfs needs root");
        Files.createDirectory(folder.resolve("disk"));
        var script = "mount -t tmpfs -o mode=700,size=" + size + " none " + disk()
                + " && { \"$@\"; echo exit $?; echo left: $(ls -A " + disk() + "); }";
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = Stream.of(
                        Stream.of("unshare", "-m", "sh", "-c", script, "sh"),
                        Stream.of(java, "-cp", System.getProperty("java.class.path")),
                        Stream.of(words))
                .flatMap(each -> each)
                .toList();
        return run(line);
    }

    private static boolean canMount() throws Exception {
        return run(List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt && echo yes"))
                .contains("yes");
    }

    private static String run(List<String> line) throws Exception {
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
