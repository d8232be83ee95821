package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int check(Call call, Options options) throws IOException, InterruptedException {
        var fits = new ArrayList<Boolean>();
        int status = Inputs.each(call, options.operands(), "can't open '%s'", (list, in) -> {
            for (String line : Inputs.lines(in)) {
                var parts = line.split("  | \\*", 2);
                if (parts.length == 2) {
                    fits.add(matches(call, parts[0], parts[1]));
                }
            }
        });
        var wrong = fits.stream().filter(fit -> !fit).count();
        if (wrong > 0) {
            call.fail("WARNING: " + wrong + " of " + fits.size() + " computed checksums did NOT match");
        }
        return wrong > 0 || fits.isEmpty() ? 1 : status;
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
