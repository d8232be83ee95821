package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/** Password hashes in {@code /etc/shadow}. The form is {@code $6$salt$hash}; the rounds are our own, not crypt(3)'s. */
final class Shadow {
    private static final String FILE = "/etc/shadow";
    private static final int ROUNDS = 1000;
    private static final long SECONDS_A_DAY = 86_400;

    private final FileSystem files;

    Shadow(FileSystem files) {
        this.files = files;
    }

    /** The second field of a user's line; {@code *} when there is no such user. */
    String hash(String user) {
        try {
            return files.text(FILE)
                    .lines()
                    .filter(line -> line.startsWith(user + ":"))
                    .map(line -> line.split(":", -1)[1])
                    .findFirst()
                    .orElse("*");
        } catch (IOException unreadable) {
            return "*";
        }
    }

    boolean matches(String user, String password) {
        var parts = hash(user).split("\\$", -1);
        return parts.length == 4
                && parts[1].equals("6")
                && crypt(password, parts[2]).equals(hash(user));
    }

    /** Sets or, with an empty word, clears a password. */
    void set(String user, String password, long day) throws IOException {
        var hash = password.isEmpty() ? "" : crypt(password, salt());
        var text = files.text(FILE)
                .lines()
                .map(line -> line.startsWith(user + ":") ? user + ":" + hash + ":" + day + ":0:99999:7:::" : line)
                .collect(Collectors.joining("\n", "", "\n"));
        files.write(FILE, text);
    }

    private static String salt() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }

    private static String crypt(String password, String salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-512");
            var state = (salt + password).getBytes(StandardCharsets.UTF_8);
            for (var round = 0; round < ROUNDS; round++) {
                digest.update(state);
                digest.update(password.getBytes(StandardCharsets.UTF_8));
                state = digest.digest();
            }
            return "$6$" + salt + "$" + base64(state);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-512", impossible);
        }
    }

    /** {@code passwd root}: the new word twice on stdin, no terminal needed (facts/behaviours.md#48; ssh-24.10, records 044 and 060). */
    static int passwd(Call call) throws IOException {
        var user = call.words().isEmpty() ? "root" : call.words().getFirst();
        var shadow = new Shadow(call.files());
        if (shadow.hash(user).equals("*")) {
            return call.refuse(1, "passwd: unknown user " + user);
        }
        call.say("Changing password for " + user);
        call.say("New password: ");
        var first = line(call);
        call.say("Retype password: ");
        if (!first.equals(line(call)) || first.isEmpty()) {
            return call.refuse(
                    1, first.isEmpty() ? "passwd: password for " + user + " is unchanged" : "Passwords don't match");
        }
        shadow.set(user, first, call.machine().clock().wall().getEpochSecond() / SECONDS_A_DAY);
        return call.refuse(0, "passwd: password for " + user + " changed by root");
    }

    private static String line(Call call) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = call.in().read();
                next >= 0 && next != '\n';
                next = call.in().read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
