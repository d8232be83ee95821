package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.router.modem.AtLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ways in which a handler asks a modem. */
final class HandlerQuestions {
    private static final Pattern AGREES = Pattern.compile("(?m)^OK\\r?$|^status 0$");

    /** Loads the handler's file without running it, and lets it say what it makes of the modem's name. */
    private static final String MAKER = "INCLUDE_ONLY=1; json_get_vars() { device=\"$asked\"; }; json_select() { printf %s \"$1\"; };"
            + " asked=\"$1\"; . /lib/netifd/proto/ncm.sh; proto_ncm_setup wan";

    private final Call call;

    HandlerQuestions(Call call) {
        this.call = call;
    }

    static boolean agrees(String answer) {
        return AGREES.matcher(answer).find();
    }

    /** What the modem says to a line over its serial port. */
    String line(Optional<SpecialFile> device, String question) throws IOException, InterruptedException {
        if (device.isEmpty()) {
            return "";
        }
        try (var line = new AtLine(call, device.get())) {
            return line.ask(question);
        }
    }

    /** What a program prints, and its status in a last line. */
    String program(String command) throws InterruptedException {
        var heard = new ByteArrayOutputStream();
        var status = quiet(heard).run(List.of(command.strip().split(" +")));
        return heard.toString(StandardCharsets.UTF_8) + "\nstatus " + status;
    }

    String maker(String device) throws InterruptedException {
        var heard = new ByteArrayOutputStream();
        quiet(heard).run(List.of("sh", "-c", MAKER, "sh", device));
        return heard.toString(StandardCharsets.UTF_8);
    }

    private Call quiet(ByteArrayOutputStream heard) {
        return call.with(InputStream.nullInputStream(), new Output(heard), new Output(OutputStream.nullOutputStream()));
    }
}
