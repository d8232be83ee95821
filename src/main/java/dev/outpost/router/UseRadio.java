package dev.outpost.router;

import dev.outpost.router.Stroke.Confidence;
import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import dev.outpost.uci.UciSection;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The board's radio has a network: of somebody else's, or its own. A radio that was off stays silent for all but that: what a fresh router would
 * open with it, without a password, is switched off.
 *
 * @param name of the section and of what is confided for it
 * @param network that it belongs to
 * @param isOwn whether the router is the access point
 * @param country two letters; absent: as it is set there
 * @param isKnown whether the password that lies there is the one that is asked for
 */
public record UseRadio(
        String name, String network, boolean isOwn, String ssid, Optional<String> country, boolean isKnown)
        implements Step<RouterFacts> {
    private static final String WIRELESS = "wireless";

    @Override
    public String title() {
        return isOwn ? "the radio is the access point " + ssid : "the radio joins " + ssid;
    }

    @Override
    public Finding check(RouterFacts router) {
        var radios = Radio.of(router);
        if (radios.isEmpty()) {
            return Finding.blocked(ProblemCode.WIFI_NO_RADIO.problem(
                    router.board().model() + " has no radio that can be used",
                    "its /etc/config/wireless names none: the board has none, or its driver is not installed",
                    "take a router with a radio, or a cable"));
        }
        var radio = radios.getFirst();
        if (isOwn && !radio.isNear() && country.or(radio::country).isEmpty()) {
            return Finding.blocked(ProblemCode.WIFI_NO_COUNTRY.problem(
                    "the radio " + radio.name() + " works at 5 GHz, and nobody says in which country",
                    "without a country's rules it may not open a network there",
                    "write country: beside ssid: in the site file, two letters"));
        }
        var changes = new ArrayList<RouterChange>();
        SectionChange.missing(router, WIRELESS, on(radio)).ifPresent(changes::add);
        if (radio.isOff()) {
            radio.others(router)
                    .forEach(other -> SectionChange.missing(router, WIRELESS, silent(other))
                            .ifPresent(changes::add));
        }
        SectionChange.missing(router, WIRELESS, network(radio)).ifPresent(changes::add);
        var hasKey = router.uci(WIRELESS).section(name).flatMap(iface -> iface.value("key"));
        if (hasKey.isEmpty() || !isKnown) {
            changes.add(RouterChange.Plain.of(
                            "wifi-key",
                            Phase.CONFIG,
                            "the password of the wireless network " + ssid + ": *****",
                            new Stroke.Confided(isOwn ? Confidence.CAMERA_WIFI_KEY : Confidence.UPLINK_WIFI_KEY))
                    .restarting(RouterChange.Restart.NETWORK));
        }
        return Finding.of(changes, radio.name() + " does");
    }

    private SectionChange.Wanted on(Radio radio) {
        var wanted = Sections.section(radio.name(), "wifi-device").option("disabled", "0");
        country.ifPresent(letters -> wanted.option("country", letters));
        return country.isPresent()
                ? wanted.besides(radio.section(), "disabled", "country")
                : wanted.besides(radio.section(), "disabled");
    }

    private static SectionChange.Wanted silent(UciSection other) {
        return Sections.section(other.name(), other.type())
                .option("disabled", "1")
                .besides(other, "disabled");
    }

    /** WPA2 for cameras: many of them stumble over an offer of both. A client takes what the hotspot has. */
    private SectionChange.Wanted network(Radio radio) {
        var iface = Sections.section(name, "wifi-iface")
                .option("device", radio.name())
                .option("mode", isOwn ? "ap" : "sta")
                .option("network", network)
                .option("ssid", ssid)
                .option("encryption", isOwn ? "psk2" : "sae-mixed")
                .keeping("key");
        if (isOwn) {
            iface.option("isolate", "1").option("disassoc_low_ack", "0");
        }
        return iface.build();
    }
}
