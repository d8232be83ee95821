package dev.outpost.camera;

import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.DeviceProfile.Fact;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs on a camera, in its own words (ISAPI's DeviceInfo).
 *
 * @param model "DS-2CD1321-I"
 * @param version "V5.5.83"
 * @param build day it was built as yymmdd, 210628; absent where the camera does not say
 */
public record Firmware(String model, String version, Optional<Integer> build) {
    /** Builds before this day, written yymmdd, are attacked on the internet; a profile's fact, with its source. */
    private static final String EXPLOITED = "exploited-builds-before";

    static Optional<Firmware> parse(byte[] deviceInfo) {
        var xml = new String(deviceInfo, StandardCharsets.UTF_8);
        return element(xml, "firmwareVersion")
                .map(version -> new Firmware(
                        element(xml, "model").orElse("unknown"),
                        version,
                        element(xml, "firmwareReleasedDate")
                                .map(date -> date.replaceFirst("^build ", ""))
                                .filter(date -> date.matches("\\d{6}"))
                                .map(Integer::valueOf)));
    }

    /** "DS-2CD1321-I runs V5.5.83 build 210628". */
    public String words() {
        return model + " runs " + version + build.map(" build %06d"::formatted).orElse("");
    }

    /** Reads one element's text without a parser of XML: what a camera says reaches no entity and no file. */
    static Optional<String> element(String xml, String name) {
        var matcher = Pattern.compile("<" + name + ">([\\x20-\\x7e&&[^<&]]{1,64})</" + name + ">")
                .matcher(xml);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /**
     * Why this camera must not be public, if it must not: its build is on the list of those that are attacked.
     *
     * @param profiles what is known of cameras
     */
    public Optional<Problem> exploited(String camera, List<DeviceProfile> profiles) {
        return profiles.stream()
                .filter(profile ->
                        profile.kind().equals("cameras") && profile.name().endsWith(model))
                .flatMap(profile -> profile.facts().stream())
                .filter(fact -> fact.fact().equals(EXPLOITED))
                .filter(fact -> build.filter(day -> day < Integer.parseInt(fact.value()))
                        .isPresent())
                .findFirst()
                .map(fact -> refused(camera, fact));
    }

    private Problem refused(String camera, Fact fact) {
        return new Problem(
                ProblemCode.CAM_EXPLOITED,
                "camera " + camera + ", a " + words() + ", which is attacked on the internet: it may not be public",
                "builds before " + fact.value() + ": " + fact.source(),
                "update the camera's firmware, or write exposure: tunnel, then run the same command again");
    }
}
