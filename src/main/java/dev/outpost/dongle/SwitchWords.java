package dev.outpost.dongle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The messages behind words such as HuaweiNewMode, from a resource that names its sources. */
final class SwitchWords {
    private static final SwitchWords SHIPPED = new SwitchWords();

    private final Map<String, List<SwitchMessage>> messages = new LinkedHashMap<>();

    private SwitchWords() {
        try (InputStream in = SwitchWords.class.getResourceAsStream("/dev/outpost/usb/switch-words.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> learn(line.split("\\s+")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SwitchWords shipped() {
        return SHIPPED;
    }

    /** What the word stands for; empty where it stands for nothing that can be sent. */
    List<SwitchMessage> of(String word) {
        return List.copyOf(messages.getOrDefault(word, List.of()));
    }

    private void learn(String[] words) {
        var message = switch (words[1]) {
            case "bulk" -> new SwitchMessage.Bulk(words[2]);
            case "control" -> new SwitchMessage.Control(hex(words[2]), hex(words[3]), hex(words[4]), hex(words[5]));
            default -> throw new IllegalArgumentException("bulk or control, not " + words[1]);
        };
        messages.computeIfAbsent(words[0], word -> new ArrayList<>()).add(message);
    }

    private static int hex(String digits) {
        return HexFormat.fromHexDigits(digits);
    }
}
