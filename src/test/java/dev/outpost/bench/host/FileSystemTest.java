package dev.outpost.bench.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSystemTest {
    private final FileSystem files =
            new Machine("bench", new SimClock(10, Instant.parse("2024-01-01T00:00:00Z"))).files();

    @Test
    void keepsWhatFitsAndSaysThatTheRestDoesNot() throws Exception {
        files.root("overlayfs:/overlay", "overlay", 10);

        var error = assertThrows(FileError.class, () -> files.write("/f", new byte[12]));

        assertEquals(Errno.ENOSPC, error.errno());
        assertEquals(10, files.stat("/f").orElseThrow().size());
        files.remove("/f");
        assertEquals(10, files.mountOf("/").free());
    }

    @Test
    void chargesTheImageOnlyWhenItIsChanged() throws Exception {
        files.put("/etc/rom", "0123456789");
        files.root("overlayfs:/overlay", "overlay", 100);
        files.sealImage();

        assertEquals(100, files.mountOf("/").free());
        files.append("/etc/rom", "x");

        assertEquals(89, files.mountOf("/").free());
    }

    @Test
    void countsWritesToFlashAndNotToRam() throws Exception {
        files.mount("tmpfs", "/tmp", "tmpfs", false, 1000);
        files.sealImage();

        files.write("/tmp/a", "x");
        assertEquals(0, files.writes());
        files.write("/b", "x");

        assertTrue(files.writes() > 0);
    }

    @Test
    void forgetsRamInAPowerCut() throws Exception {
        files.mount("tmpfs", "/tmp", "tmpfs", false, 1000);
        files.makeFolders("/tmp/x/y");
        files.write("/tmp/x/y/z", "1");

        files.clear("/tmp");

        assertEquals(List.of(), files.list("/tmp"));
        assertEquals(0, files.mountOf("/tmp").used());
    }

    @Test
    void followsLinksAndRefusesLoops() throws Exception {
        files.put("/a/real", "here");
        files.symlink("real", "/a/link");
        files.symlink("/loop", "/loop");

        assertEquals("here", files.text("/a/../a/link"));
        assertEquals("/a/real", files.realPath("/a/link"));
        assertEquals(
                Errno.ELOOP,
                assertThrows(FileError.class, () -> files.read("/loop")).errno());
    }

    @Test
    void movesOntoAFileAndKeepsItsBytes() throws Exception {
        files.put("/new", "1");
        files.put("/old", "2");

        files.move("/new", "/old");

        assertArrayEquals(new byte[] {'1'}, files.read("/old"));
        assertFalse(files.exists("/new"));
    }
}
