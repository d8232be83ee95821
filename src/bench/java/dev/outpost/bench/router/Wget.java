package dev.outpost.bench.router;

import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * OpenWrt's {@code wget}, which is uclient-fetch: {@code [-q] [-T SECONDS] -O FILE http://…}. Exit status 4 where nothing answers and
 * 8 where the server refuses, as recorded of the package managers that call it.
 */
final class Wget implements Program, PackageServer {
    private static final int NOBODY = 4;
    private static final int REFUSED = 8;

    private final Dialling dialling;

    Wget(Dialling dialling) {
        this.dialling = dialling;
    }

    @Override
    public int run(Call call) throws IOException {
        var plain = new ArrayList<String>();
        var file = "";
        var quiet = false;
        var words = call.words();
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-q" -> quiet = true;
                case "-O" -> file = words.get(++at);
                case "-T" -> at++;
                case "--no-check-certificate" -> {}
                default -> plain.add(words.get(at));
            }
        }
        if (plain.size() != 1 || file.isEmpty()) {
            return call.refuse(1, "Usage: wget [options] <URL>");
        }
        try {
            var content = get(plain.getFirst());
            if (file.equals("-")) {
                call.out().write(content);
            } else {
                call.files().write(call.path(file), content);
            }
            if (!quiet) {
                call.err().println("Download completed (" + content.length + " bytes)");
            }
            return 0;
        } catch (Failure refusal) {
            call.err().println(refusal.said());
            return refusal.status();
        }
    }

    @Override
    public byte[] get(String address) throws Failure {
        var uri = URI.create(address);
        if (!"http".equals(uri.getScheme())) {
            throw new Failure(NOBODY, "SSL support not available");
        }
        try {
            return body(dialling.http(uri, "GET", "", ""));
        } catch (IOException nobody) {
            throw new Failure(NOBODY, "Failed to send request: Operation not permitted");
        }
    }

    private static byte[] body(byte[] answer) throws Failure {
        var text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] 200 .*")) {
            throw new Failure(REFUSED, "HTTP error " + text.replaceFirst("(?s)^\\S+ (\\d+).*", "$1"));
        }
        return Arrays.copyOfRange(answer, end + 4, answer.length);
    }
}
