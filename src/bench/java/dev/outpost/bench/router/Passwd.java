package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code passwd root}: the new word twice on stdin, no terminal needed (facts/behaviours.md#48; ssh-24.10, records 044 and 060). */
final class Passwd implements Program {
    private static final long SECONDS_A_DAY = 86_400;

    @Override
    public int run(Call call) throws IOException {
        var deletes = call.words().contains("-d");
        var user = call.words().stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("root");
        var shadow = new Shadow(call.files());
        var day = call.machine().clock().wall().getEpochSecond() / SECONDS_A_DAY;
        if (shadow.hash(user).equals("*")) {
            return call.refuse(1, "passwd: unknown user " + user);
        }
        if (!deletes) {
            call.say("Changing password for " + user);
            call.say("New password: ");
            var first = line(call);
            call.say("Retype password: ");
            if (!first.equals(line(call)) || first.isEmpty()) {
                return call.refuse(1, first.isEmpty()
                                        ? "passwd: password for " + user + " is unchanged"
                                        : "Passwords don't match");
            }
            shadow.set(user, first, day);
        } else {
            shadow.set(user, "", day);
        }
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
