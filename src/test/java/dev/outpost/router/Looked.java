package dev.outpost.router;

import dev.outpost.shell.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A look that was put together from answers; what is not named is what a fresh router says, or nothing. */
public final class Looked {
    private final Map<String, String> parts = new LinkedHashMap<>();

    public Looked() {
        parts.put("release", "DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='24.10.8'\n");
        parts.put("password", "blank\n");
    }

    /** The configuration of a fresh two-port board, as a real userland of that generation made it. */
    public static Looked freshly(String generation) {
        var looked = new Looked();
        for (var config : new String[] {"network", "firewall", "dhcp", "system", "dropbear"}) {
            looked.says(config, "package " + config + "\n" + recorded(generation, "cat /etc/config/" + config));
        }
        return looked;
    }

    public Looked says(String part, String answer) {
        parts.put(part, answer);
        return this;
    }

    public Looked without(String part, String text) {
        return says(part, parts.getOrDefault(part, "").replace(text, ""));
    }

    public RouterFacts facts() {
        var answers = new ArrayList<Answer>();
        parts.forEach((name, text) -> answers.add(new Answer(name, 0, text, "")));
        return Look.read(answers);
    }

    /** What a command printed, from src/test/resources/openwrt. */
    static String recorded(String generation, String command) {
        try (var stream = Looked.class.getResourceAsStream("/openwrt/uci-" + generation + ".txt")) {
            if (stream == null) {
                throw new IllegalArgumentException(generation);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var from = text.substring(text.indexOf("$ " + command + "\n"));
            return from.substring(0, from.indexOf("\n= "))
                    .lines()
                    .filter(line -> line.startsWith("o"))
                    .map(line -> line.length() > 2 ? line.substring(2) : "")
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
