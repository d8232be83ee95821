package dev.outpost.sim.router.apk;

import dev.outpost.sim.host.FileSystem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Writes the database of an image: every package of it is wished for. */
public final class FreshDb {
    private static final int IDENTITY = 20; // bytes

    private FreshDb() {}

    /** Puts both files there. */
    public static void put(FileSystem files, List<ApkInfo> image) {
        var text = new StringBuilder();
        var world = new StringBuilder();
        for (var info : image) {
            text.append(new InstalledEntry(info, false, false, List.of()).text());
            world.append(info.name()).append('\n');
        }
        files.put(InstalledDb.FILE, text.toString(), 0644);
        files.put("/etc/apk/world", world.toString(), 0644);
    }

    /** An identity for what nobody hashed: from its name. */
    public static String identity(String words) {
        return identity(words.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 20 bytes of the SHA-256. */
    static String identity(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "Q1" + Base64.getEncoder().encodeToString(Arrays.copyOf(hash, IDENTITY));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
