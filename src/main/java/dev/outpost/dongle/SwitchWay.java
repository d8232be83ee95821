package dev.outpost.dongle;

import dev.outpost.step.Resource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * How a dongle leaves storage mode.
 *
 * @param word {@code HuaweiNewMode}, {@code StandardEject}, {@code Message}, {@code Configuration}...
 * @param messages to send one after the other; empty where the word is known and this program cannot do it
 * @param becomes ids that it may come back with, as far as is known; empty where it keeps its own
 * @param whenAsked only when a person names it: another way is usual for these ids
 * @param source who says so
 */
public record SwitchWay(
        String word, List<SwitchMessage> messages, Set<String> becomes, boolean whenAsked, String source) {
    private static final List<String[]> WORDS = Resource.facts("/dev/outpost/usb/switch-words.txt").stream()
            .map(line -> line.split("\\s+"))
            .toList();

    public SwitchWay {
        messages = List.copyOf(messages);
        becomes = Set.copyOf(becomes);
    }

    /** The same with other ids to come back with. */
    SwitchWay becoming(Set<String> ids) {
        return new SwitchWay(word, messages, ids, whenAsked, source);
    }

    /** The messages of a word such as HuaweiNewMode; none for one that stands for nothing that can be sent. */
    static List<SwitchMessage> messages(String word) {
        return WORDS.stream()
                .filter(line -> line[0].equals(word))
                .map(SwitchWay::message)
                .toList();
    }

    private static SwitchMessage message(String[] words) {
        return switch (words[1]) {
            case "bulk" -> new SwitchMessage.Bulk(words[2]);
            case "control" -> new SwitchMessage.Control(hex(words[2]), hex(words[3]), hex(words[4]), hex(words[5]));
            default -> throw new IllegalArgumentException("bulk or control, not " + words[1]);
        };
    }

    private static int hex(String digits) {
        return HexFormat.fromHexDigits(digits);
    }
}
