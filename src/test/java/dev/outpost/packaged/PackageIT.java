package dev.outpost.packaged;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/package} makes, as people who have no Java get it: the archive as an ordinary user, the package on a fresh Debian. */
class PackageIT {
    private static final String SCRIPTS = "src/test/resources/dev/outpost/packaged/";

    @TempDir
    static Path folder = Path.of("");

    private static Checkout checkout = new Checkout(Path.of(""));
    private static String made = "";

    @BeforeAll
    static void packed() throws Exception {
        Checkout.needs("xz", "tar", "gzip");
        checkout = Checkout.copied(folder);
        made = checkout.run("scripts/package --quick");
    }

    @Test
    void saysHowLargeItIsAndHowFastItStarts() {
        assertTrue(
                made.matches("(?s).*\narchive, MB +[1-9][0-9]+ .*\noutpost --help, ms of CPU +[0-9]+ +[0-9]+\n.*"),
                made);
    }

    /** Its start-up caches are taken: with AOTMode=on the JVM refuses to start where one is not. And a contact loads what it needs alone. */
    @Test
    void theArchiveRunsForAnOrdinaryUser() throws Exception {
        Checkout.needsRoot("only root can become somebody else");
        Checkout.needs("setpriv");

        var said = checkout.run("sh " + SCRIPTS + "ordinary-user.sh target/package/outpost-*.tar.xz");

        assertTrue(said.contains("barn-1 can be seen"), said);
        assertTrue(said.contains("outpost 0.1.0 on Java"), said);
        assertTrue(said.contains("Usage: outpost apply"), said);
        assertTrue(said.contains("nobody there"), said);
        assertTrue(said.contains("removed from"), said);
        assertFalse(said.matches("(?s).*(\\[warning]|VM warning:).*"), said);
    }

    @Test
    void thePackageRunsOnAFreshDebianWithoutJava() throws Exception {
        Checkout.needsRoot("only root can make a root");
        Checkout.needs("mmdebstrap", "unshare", "dpkg-deb");
        assumeTrue(made.contains("Debian package, MB"), made);
        var root =
                Files.createDirectories(Path.of("target")).resolve("fresh-root").toAbsolutePath();

        var said = checkout.run("sh " + SCRIPTS + "fresh-debian.sh '" + root + "' target/package/outpost_*.deb");

        assertTrue(said.contains("no java here"), said);
        assertTrue(said.contains("barn-1 can be seen"), said);
        assertTrue(said.contains("/usr/share/man/man1/outpost-apply.1.gz"), said);
        assertTrue(said.contains("gone again"), said);
    }
}
