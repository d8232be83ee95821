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
