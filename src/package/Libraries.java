import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars as a package for one platform carries them: without the natives of other platforms, every entry of one time, and every class in a form that
 * the start-up cache takes. Run from its source, with the jars themselves on the class path:
 * {@code java Libraries.java FROM TO SECONDS ARCHITECTURE SERIAL} for a folder, {@code java Libraries.java --jars TO SECONDS JAR...} for jars.
 */
final class Libraries {
    /** Folders of jSerialComm, each named for a system. */
    private static final Pattern NATIVE =
            Pattern.compile("(Android|FreeBSD|Linux|OpenBSD|OSX|Solaris|Windows)/([^/]+)/.*");

    /** Nobody asks for them here, and the cache leaves signed classes out. */
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/.*\\.(SF|DSA|RSA)");

    private final LocalDateTime time;
    private final Predicate<String> wanted;

    private Libraries(String seconds, Predicate<String> wanted) {
        this.time = LocalDateTime.ofInstant(Instant.ofEpochSecond(Long.parseLong(seconds)), ZoneOffset.UTC);
        this.wanted = wanted.and(name -> !SIGNATURE.matcher(name).matches());
    }

    public static void main(String[] words) throws IOException {
        if (words[0].equals("--jars")) {
            new Libraries(words[2], name -> true)
                    .copyAll(Stream.of(words).skip(3).map(Path::of).toList(), Path.of(words[1]));
            return;
        }
        var usb = "-linux-" + words[3] + ".jar";
        try (var jars = Files.list(Path.of(words[0]))) {
            var ours = jars.filter(jar -> !jar.getFileName().toString().startsWith("libusb4java-") || jar.toString().endsWith(usb))
                    .sorted()
                    .toList();
            new Libraries(words[2], name -> isOurs(name, words[4])).copyAll(ours, Path.of(words[1]));
        }
    }

    private static boolean isOurs(String entry, String serial) {
        var folder = NATIVE.matcher(entry);
        return !folder.matches() || folder.group(1).equals("Linux") && folder.group(2).equals(serial);
    }

    private void copyAll(List<Path> jars, Path to) throws IOException {
        Files.createDirectories(to);
        for (var jar : jars) {
            copy(jar, to.resolve(jar.getFileName()));
        }
    }

    /** The manifest first, as jars have it; the rest by name. */
    private void copy(Path from, Path to) throws IOException {
        var manifest = Comparator.comparing((ZipEntry entry) -> !entry.getName().equals("META-INF/MANIFEST.MF"));
        try (var jar = new ZipFile(from.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            var entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
                    .sorted(manifest.thenComparing(ZipEntry::getName))
                    .toList();
            for (var entry : entries) {
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(time);
                out.putNextEntry(copy);
                out.write(content(entry.getName(), jar.getInputStream(entry).readAllBytes()));
                out.closeEntry();
            }
        }
    }

    private static byte[] content(String name, byte[] bytes) {
        if (name.equals("META-INF/MANIFEST.MF")) {
            return plain(bytes);
        }
        // picocli is of Java 5
        var old = name.endsWith(".class") && version(bytes) < ClassFile.JAVA_6_VERSION;
        return old ? renewed(bytes) : bytes;
    }

    /** Without the digests of signed entries; and not sealed, which the JVM's cache trips over at its second start from another folder. */
    private static byte[] plain(byte[] manifest) {
        var main = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n").split("\n\n", 2)[0];
        return (main.strip().replaceAll("(?m)^Sealed: true\n?", "").strip() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static int version(byte[] bytes) {
        return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    }

    private static byte[] renewed(byte[] bytes) {
        var file = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ConstantPoolSharingOption.NEW_POOL);
        ClassTransform newer = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        return file.transformClass(
                file.parse(bytes), newer.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
