package dev.outpost.profile;

import java.util.Optional;

/**
 * What a model of camera takes of its cable.
 *
 * @param poeClass IEEE 802.3 power class
 * @param watts by day
 * @param wattsInfrared at night with its lamps on; absent where it has none, or nobody told
 * @param source who says so
 */
public record CameraModel(
        String profile, String name, int poeClass, double watts, Optional<Double> wattsInfrared, String source) {
    static CameraModel of(DeviceProfile profile) {
        return new CameraModel(
                profile.profile(),
                profile.name(),
                profile.number("poe-class").orElseThrow().intValue(),
                profile.number("watts").orElseThrow(),
                profile.number("watts-ir"),
                profile.source("watts").orElseThrow());
    }

    /** The most that it takes. */
    public double most() {
        return Math.max(watts, wattsInfrared.orElse(watts));
    }
}
