package dev.outpost.camera;

import dev.outpost.profile.ExploitedFirmware;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs on a camera, in its own words (ISAPI's DeviceInfo, ONVIF's GetDeviceInformation).
 *
 * @param maker "Hikvision"
 * @param model "DS-2CD1321-I"
 * @param version "V5.5.83"
 * @param build day it was built as yymmdd, 210628; absent where the camera does not say
 */
public record Firmware(String maker, String model, String version, Optional<Integer> build) {
    /** Who speaks ISAPI and does not say another name; the many that are sold under one run its firmware. */
    private static final String MAKER = "Hikvision";

    private static final String DAY = "(?:20)?(\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))";

    /** "build 210628", "210628", "20210628". */
    private static final Pattern RELEASED = Pattern.compile("^(?:build ?)?" + DAY + "$");

    /** "V5.5.82build 190910", where nothing else says it. */
    private static final Pattern BUILD = Pattern.compile("build ?" + DAY + "$");

    /** "V5.5.82 build 190910", "2.622.0000000.18.R, Build Date: 2017-11-16" without its dashes. */
    private static final Pattern WITHIN = Pattern.compile("(?i)build(?: ?date)?[ :]{0,2}" + DAY + "(?:\\D.*)?$");

    static Optional<Firmware> parse(byte[] deviceInfo) {
        var xml = new String(deviceInfo, StandardCharsets.UTF_8);
        return element(xml, "firmwareVersion")
                .map(version -> new Firmware(
                        MAKER,
                        element(xml, "model").orElse("unknown"),
                        version,
                        element(xml, "firmwareReleasedDate")
                                .flatMap(date -> day(RELEASED, date))
                                .or(() -> day(BUILD, version))));
    }

    /** By ONVIF's GetDeviceInformation, where who made it is said too. */
    static Optional<Firmware> parse(Xml told) {
        return told.element("FirmwareVersion")
                .map(version -> new Firmware(
                        told.element("Manufacturer").orElse("unknown"),
                        told.element("Model").orElse("unknown"),
                        version,
                        day(WITHIN, version.replaceAll("(\\d\\d)-(\\d\\d)-(\\d\\d)", "$1$2$3"))));
    }

    private static Optional<Integer> day(Pattern form, String text) {
        var matcher = form.matcher(text);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
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
     * @param flaws what is known to be attacked
     */
    public Optional<Problem> exploited(String camera, List<ExploitedFirmware> flaws) {
        return flaws.stream()
                .filter(flaw ->
                        build.filter(day -> flaw.isIn(maker, model, day)).isPresent())
                .max(Comparator.comparing(ExploitedFirmware::cve))
                .map(flaw -> ProblemCode.CAM_EXPLOITED.problem(
                        "camera " + camera + ", a " + words()
                                + ", which is attacked on the internet: it may not be public",
                        flaw.words(),
                        "update the camera's firmware, or write exposure: tunnel, then run the same command again"));
    }

    /** What is known of a camera's firmware. What is not known is not clean. */
    public sealed interface Answer {
        /** Cameras say it in two kilobytes. */
        int LONGEST = 64 << 10;

        /** It says what it runs and when that was built. */
        record Told(Firmware firmware) implements Answer {}

        /**
         * Nobody knows: it could not be asked, it did not answer, or its answer holds no day.
         *
         * @param because in words
         */
        record Unknown(String because) implements Answer {}

        /** Reads ISAPI's DeviceInfo; without the day of its build it can be compared with nothing. */
        static Answer of(byte[] deviceInfo) {
            if (deviceInfo.length > LONGEST) {
                return new Unknown("its answer has " + deviceInfo.length + " bytes");
            }
            return of(Firmware.parse(deviceInfo));
        }

        /** Reads ONVIF's GetDeviceInformation. */
        static Answer of(Xml told) {
            return of(Firmware.parse(told));
        }

        private static Answer of(Optional<Firmware> firmware) {
            if (firmware.isEmpty()) {
                return new Unknown("its answer does not say what it runs");
            }
            return firmware.get().build().isPresent()
                    ? new Told(firmware.get())
                    : new Unknown("it says " + firmware.get().version() + ", but not on which day that was built");
        }
    }
}
