package dev.outpost.adapter.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts jSerialComm's native library where nobody else can touch it. By itself it would unpack to a folder of mode 0777 under the common temp
 * folder and load whatever valid library lies there: a local hole on a shared laptop.
 */
final class NativeLibrary {
    private static final String PROPERTY = "jSerialComm.library.path";

    private static boolean prepared;

    private NativeLibrary() {}

    /** Before the first use of any class of jSerialComm. */
    static synchronized void prepare() {
        if (prepared || System.getProperty(PROPERTY) != null) {
            return;
        }
        prepared = true;
        resource().ifPresent(NativeLibrary::unpack);
    }

    private static Optional<String> resource() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (os.contains("linux")) {
            return folder(arch).map(folder -> "Linux/" + folder + "/libjSerialComm.so");
        }
        if (os.contains("mac")) {
            return Optional.of("OSX/" + (arch.equals("aarch64") ? "aarch64" : "x86_64") + "/libjSerialComm.jnilib");
        }
        return Optional.empty();
    }

    /** Of jSerialComm 2.11, by os.arch. */
    private static Optional<String> folder(String arch) {
        return switch (arch) {
            case "amd64", "x86_64" -> Optional.of("x86_64");
            case "aarch64" -> Optional.of("armv8_64");
            case "x86", "i386" -> Optional.of("x86");
            case "ppc64le" -> Optional.of("ppc64le");
            default -> Optional.empty();
        };
    }

    private static void unpack(String resource) {
        try (var library = NativeLibrary.class.getResourceAsStream("/" + resource)) {
            if (library == null) {
                return;
            }
            // created with mode 0700
            var folder = Files.createTempDirectory("outpost-serial-");
            var file = folder.resolve(Path.of(resource).getFileName());
            folder.toFile().deleteOnExit();
            Files.copy(library, file);
            file.toFile().deleteOnExit();
            System.setProperty(PROPERTY, folder.toString());
        } catch (IOException e) {
            // without a place to write jSerialComm looks for one itself, and says so where it finds none
            return;
        }
    }
}
