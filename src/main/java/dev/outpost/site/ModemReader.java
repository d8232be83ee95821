package dev.outpost.site;

import dev.outpost.net.DataSize;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.site.ModemWish.Hilink;
import dev.outpost.site.ModemWish.PinLock;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Nearest;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads {@code modem:} of a site file. */
final class ModemReader {
    private ModemReader() {}

    static ModemWish read(YamlMap modem, Path file) {
        modem.only("uplink", "apn", "pin", "pin-lock", "data", "spares", "wifi", "hilink");
        var words = Stream.concat(
                        Stream.of("auto"), Stream.of(UplinkHandlers.shipped().uplinkWords()))
                .toArray(String[]::new);
        var uplink = modem.text("uplink").map(text -> text.oneOf(words));
        var line = uplink.flatMap(UplinkHandlers.shipped()::line);
        var wifi = modem.map("wifi").map(network -> Values.wifi(network, file));
        if (line.filter(UplinkHandlers.Line::byRadio).isPresent() != wifi.isPresent()) {
            throw modem.whereIs(wifi.isPresent() ? "wifi" : "uplink")
                    .badValue("uplink wifi and modem.wifi belong together", "uplink: wifi and wifi: {ssid, password}");
        }
        return new ModemWish(
                uplink.flatMap(UplinkKind::of),
                modem.text("apn").filter(text -> !text.value().equals("auto")).map(Values::apn),
                Values.secret(modem, "pin", file, false),
                modem.text("pin-lock")
                        .map(text -> Values.word(text, PinLock.values()))
                        .orElse(PinLock.KEEP),
                modem.text("data").map(text -> text.as(DataSize.EXPECTED, DataSize::parse)),
                modem.texts("spares").stream().map(ModemReader::spare).toList(),
                line,
                wifi,
                modem.text("hilink").map(text -> Values.word(text, Hilink.values())));
    }

    /** A profile that is known and tells what its dongle needs. */
    private static String spare(YamlText text) {
        var name = Values.name(text);
        var book = ProfileBook.shipped();
        var names = book.dongles().stream().map(DongleProfile::profile).toArray(String[]::new);
        var profile = book.meant(name);
        if (profile.isEmpty()) {
            throw text.place()
                    .problem(
                            ProblemCode.SITE_SPARE_UNKNOWN,
                            "no dongle profile is called '" + name + "'",
                            "expected a name that outpost profiles list shows",
                            Nearest.meant(name, "outpost profiles list", names));
        }
        if (UplinkHandlers.shipped().ofSpare(profile.get()).isEmpty()) {
            throw text.place()
                    .problem(
                            ProblemCode.SITE_SPARE_UNKNOWN,
                            "the profile '" + name + "' does not tell how its dongle carries IP",
                            "expected the profile of a modem, not of a disk that becomes one",
                            "name the one that it becomes; outpost profiles show " + name);
        }
        return name;
    }
}
