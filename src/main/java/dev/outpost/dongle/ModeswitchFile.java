package dev.outpost.dongle;

import dev.outpost.dongle.SwitchBook.SwitchFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of usb-modeswitch-data as a system may have it installed: named {@code VID:PID} with perhaps {@code :uMa=TEXT} behind (strings that
 * must fit), lines {@code Key=value}. Nothing of that package is part of this program; a file that makes no sense says nothing.
 */
public final class ModeswitchFile {
    private static final Pattern NAME =
            Pattern.compile("([0-9a-fA-F]{4}:[0-9a-fA-F]{4})(?::(uMa|uPr|sVe|sMo)=(\\S{1,64}))?");
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]\\w{0,40})\\s*=\\s*\"?([^\"#]{0,2000})\"?.*");
    /** Ways that are a word only, in the order in which they are sent. */
    private static final List<String> WORDS =
            List.of("StandardEject", "HuaweiMode", "HuaweiNewMode", "HuaweiAltMode", "SierraMode", "OptionMode");

    private final Map<String, String> values = new HashMap<>();

    private ModeswitchFile(String text) {
        text.lines()
                .limit(1_000)
                .filter(line -> !line.stripLeading().startsWith("#"))
                .forEach(line -> {
                    var parts = LINE.matcher(line);
                    if (parts.matches()) {
                        values.put(parts.group(1), parts.group(2).strip());
                    }
                });
    }

    /** What the file says; empty where the name is no such name, or nothing in it tells a way. */
    static Optional<SwitchFact> read(String name, String text) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var id = parts.group(1).toLowerCase(Locale.ROOT);
        Map<String, String> strings = parts.group(2) == null ? Map.of() : Map.of(parts.group(2), parts.group(3));
        return new ModeswitchFile(text).way(id).map(way -> new SwitchFact(Set.of(id), strings, way));
    }

    private Optional<SwitchWay> way(String id) {
        var messages = new ArrayList<SwitchWay.Message>();
        var words = new ArrayList<String>();
        for (var word : WORDS) {
            if (isOn(word)) {
                words.add(word);
                messages.addAll(SwitchWay.messages(word));
            }
        }
        for (var key : List.of("MessageContent", "MessageContent2", "MessageContent3")) {
            message(key).ifPresent(message -> {
                words.add("Message");
                messages.add(message);
            });
        }
        configuration().ifPresent(value -> {
            words.add("Configuration");
            messages.add(new SwitchWay.Message.Configure(value));
        });
        otherWord().ifPresent(words::add);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new SwitchWay(
                        words.getFirst(), messages, becomes(id), false, "usb-modeswitch-data on this system"));
    }

    private boolean isOn(String key) {
        return values.getOrDefault(key, "0").matches("1|yes|true");
    }

    private Optional<SwitchWay.Message> message(String key) {
        return Optional.ofNullable(values.get(key))
                .map(hex -> hex.toLowerCase(Locale.ROOT))
                .filter(hex -> hex.matches("([0-9a-f]{2}){1,64}"))
                .map(SwitchWay.Message.Bulk::new);
    }

    /** {@code Configuration=0} leaves the choice to the system's MBIM rule: nothing to send. */
    private Optional<Integer> configuration() {
        return Optional.ofNullable(values.get("Configuration"))
                .filter(text -> text.matches("[1-9]\\d?"))
                .map(Integer::valueOf);
    }

    /** A way that this program cannot go: said, and nothing is sent in its place. */
    private Optional<String> otherWord() {
        return values.keySet().stream()
                .filter(key -> key.endsWith("Mode") && !WORDS.contains(key))
                .findFirst()
                .or(() -> "0".equals(values.get("Configuration")) ? Optional.of("Configuration") : Optional.empty());
    }

    private Set<String> becomes(String id) {
        var vendor = fourDigits(values.getOrDefault("TargetVendor", id.substring(0, 4)));
        var products = new HashSet<String>();
        var list = values.getOrDefault("TargetProductList", "") + "," + values.getOrDefault("TargetProduct", "");
        for (var product : list.split(",")) {
            fourDigits(product).ifPresent(products::add);
        }
        return vendor.stream()
                .flatMap(v -> products.stream().map(p -> v + ":" + p))
                .collect(Collectors.toSet());
    }

    private static Optional<String> fourDigits(String text) {
        return Optional.of(text.strip().toLowerCase(Locale.ROOT).replaceFirst("^0x", ""))
                .filter(digits -> digits.matches("[0-9a-f]{4}"));
    }
}
