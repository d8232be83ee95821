package dev.outpost.dongle;

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
    public SwitchWay {
        messages = List.copyOf(messages);
        becomes = Set.copyOf(becomes);
    }

    /** The same with other ids to come back with. */
    SwitchWay becoming(Set<String> ids) {
        return new SwitchWay(word, messages, ids, whenAsked, source);
    }
}
