package dev.outpost.camera;

import dev.outpost.net.Ipv4;
import dev.outpost.step.Resource;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A camera that was found, as far as it says who it is.
 *
 * @param address where it answered from; what it says of its own address is not believed
 * @param mac lower case with colons
 * @param firmware with its build where that is said
 * @param activated whether it has a password
 * @param onvif whether ONVIF is switched on
 * @param by what it was found by: "sadp", "ws-discovery", "neighbour", "port"
 */
public record FoundCamera(
        Ipv4 address,
        Optional<String> mac,
        Optional<String> maker,
        Optional<String> model,
        Optional<String> firmware,
        Optional<Boolean> activated,
        Optional<Boolean> onvif,
        List<String> by) {
    public FoundCamera {
        by = List.copyOf(by);
    }

    /** Of which only the address is known, and perhaps its MAC. */
    public static FoundCamera at(Ipv4 address, Optional<String> mac, String by) {
        return new FoundCamera(
                address,
                mac,
                mac.flatMap(FoundCamera::maker),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(by));
    }

    /** Whose MAC that is, where that is known. */
    static Optional<String> maker(String mac) {
        return Resource.facts("/dev/outpost/camera/makers.tsv").stream()
                .map(line -> line.split("\t"))
                .filter(row -> mac.startsWith(row[0]))
                .map(row -> row[1])
                .findFirst();
    }

    /** Two that are fresh from their boxes have one address. */
    boolean isSameAs(FoundCamera other) {
        return (mac.isPresent() && other.mac.isPresent()) ? mac.equals(other.mac) : address.equals(other.address);
    }

    /** What two looks at one camera tell together; the first one's word counts where both say something. */
    FoundCamera and(FoundCamera other) {
        return new FoundCamera(
                address,
                mac.or(other::mac),
                maker.or(other::maker),
                model.or(other::model),
                firmware.or(other::firmware),
                activated.or(other::activated),
                onvif.or(other::onvif),
                List.copyOf(new TreeSet<>(
                        Stream.concat(by.stream(), other.by.stream()).toList())));
    }

    /** Lines for {@code cameras:} of a site file. */
    public String paste() {
        return "{name: camera-1, address: " + address
                + mac.map(known -> ", mac: \"" + known + "\"").orElse("")
                + (activated.filter(has -> !has).isPresent() ? ", setup: {viewer: onvif}" : "") + "}";
    }

    /** "Hikvision DS-2CD1321-I V5.5.83 build 201105, not activated, ONVIF off". */
    public String words() {
        var who = Stream.of(maker, model, firmware).flatMap(Optional::stream).toList();
        return (who.isEmpty() ? "a camera that does not say whose it is" : String.join(" ", who))
                + activated.map(has -> has ? ", activated" : ", not activated").orElse("")
                + onvif.map(on -> on ? ", ONVIF on" : ", ONVIF off").orElse("");
    }

    static String mac(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', ':');
    }

    /** One row of {@code outpost.camera-find/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "address", address.toString(),
                "mac", mac.orElse(null),
                "maker", maker.orElse(null),
                "model", model.orElse(null),
                "firmware", firmware.orElse(null),
                "activated", activated.orElse(null),
                "onvif", onvif.orElse(null),
                "by", by,
                "paste", paste());
    }
}
