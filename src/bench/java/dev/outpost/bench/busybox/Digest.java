package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code sha256sum} and {@code md5sum}, with -c. */
record Digest(String algorithm) implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "c");
        if (options.has('c')) {
            return check(call, options);
        }
        return Inputs.each(
                call,
                options.operands(),
                "can't open '%s'",
                (name, in) -> call.say(of(in) + "  " + name));
    }

    private String of(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            var buffer = new byte[8192];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int check(Call call, Options options) throws IOException, InterruptedException {
        var counts = new int[2];
        int status = Inputs.each(call, options.operands(), "can't open '%s'", (list, in) -> {
            for (String line : Inputs.lines(in)) {
                var parts = line.split("  | \\*", 2);
                if (parts.length == 2) {
                    counts[0]++;
                    counts[1] += matches(call, parts[0], parts[1]) ? 0 : 1;
                }
            }
        });
        if (counts[1] > 0) {
            call.err()
                    .println(call.name() + ": WARNING: " + counts[1] + " of " + counts[0]
                            + " computed checksums did NOT match");
        }
        return counts[1] > 0 || counts[0] == 0 ? 1 : status;
    }

    private boolean matches(Call call, String wanted, String name) throws IOException {
        String found = "";
        try (var in = Inputs.open(call, name)) {
            found = of(in);
        } catch (FileError error) {
            call.fail("can't open '" + name + "': " + error.words());
        }
        boolean same = found.equalsIgnoreCase(wanted);
        call.say(name + (same ? ": OK" : ": FAILED"));
        return same;
    }
}
