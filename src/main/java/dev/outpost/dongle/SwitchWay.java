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
public record SwitchWay(String word, List<Message> messages, Set<String> becomes, boolean whenAsked, String source) {
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
    static List<Message> messages(String word) {
        return WORDS.stream()
                .filter(line -> line[0].equals(word))
                .map(SwitchWay::message)
                .toList();
    }

    private static Message message(String[] words) {
        return switch (words[1]) {
            case "bulk" -> new Message.Bulk(words[2]);
            case "control" -> new Message.Control(hex(words[2]), hex(words[3]), hex(words[4]), hex(words[5]));
            default -> throw new IllegalArgumentException("bulk or control, not " + words[1]);
        };
    }

    private static int hex(String digits) {
        return HexFormat.fromHexDigits(digits);
    }

    /** One thing to send to a dongle that shows a disk. */
    public sealed interface Message {
        /**
         * Bytes on the disk's bulk-out endpoint; mostly a SCSI command in its wrapper of 31 bytes.
         *
         * @param hex two lower-case digits a byte
         */
        record Bulk(String hex) implements Message {
            private static final String WRAPPER = "55534243([0-9a-f]{2}){27}";

            public Bulk {
                if (!hex.matches("([0-9a-f]{2}){1,64}")) {
                    throw new IllegalArgumentException("not 1 to 64 bytes in hexadecimal: " + hex);
                }
            }

            public byte[] bytes() {
                return HexFormat.of().parseHex(hex);
            }

            /** Bytes that the device sends before its status: the wrapper's length where its flags say "in"; at most 4096. */
            public int answerLength() {
                if (!hex.matches(WRAPPER)) {
                    return 0;
                }
                var bytes = bytes();
                var length = (bytes[8] & 0xff) | (bytes[9] & 0xff) << 8;
                return (bytes[12] & 0x80) == 0 ? 0 : Math.min(length, 4096);
            }
        }

        /** A control transfer to the device, without data: bmRequestType, bRequest, wValue, wIndex. */
        record Control(int type, int request, int value, int index) implements Message {}

        /** SET_CONFIGURATION with this bConfigurationValue. */
        record Configure(int value) implements Message {
            public Configure {
                if (value < 1 || value > 255) {
                    throw new IllegalArgumentException("a configuration is 1 to 255, not " + value);
                }
            }
        }
    }
}
