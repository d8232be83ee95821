package dev.outpost.camera;

import dev.outpost.profile.PowerSource;
import java.util.Locale;

/**
 * What is left at the end of a cable for a device that takes the same power at any voltage (IEEE 802.3 clause 33).
 *
 * @param source what stands at the near end
 * @param ohms of the cable there and back
 * @param load watts that the device takes
 */
public record PowerBudget(PowerSource source, double ohms, double load) {
    /** Beyond it, on a bad day, a camera starts anew when its lamps go on at dusk. */
    static final double MARGIN = 0.20;

    /** Under its square root: below zero no current brings that much power through this cable. */
    private double root() {
        return source.volts() * source.volts() - 4 * ohms * load;
    }

    private boolean canBe() {
        return root() >= 0;
    }

    /** At the device; what is left of it where the load cannot be served at all. */
    double volts() {
        return (source.volts() + Math.sqrt(Math.max(0, root()))) / 2;
    }

    double amperes() {
        return load / volts();
    }

    /** Watts that warm the cable. */
    double lost() {
        return amperes() * amperes() * ohms;
    }

    /** Watts that the port has to give. */
    double drawn() {
        return load + lost();
    }

    /** The most that the device could take: when the port gives all it may. */
    double most() {
        var current = source.watts() / source.volts();
        return source.watts() - current * current * ohms;
    }

    boolean holds() {
        return canBe()
                && volts() >= source.standard().leastVolts()
                && drawn() <= source.watts()
                && load <= source.standard().deviceWatts();
    }

    /** How much more than its load would reach it; 0.2 is a fifth. */
    double margin() {
        return Math.min(most(), source.standard().deviceWatts()) / load - 1;
    }

    /** "5.5 W of 14.9 W, 47.4 V, 0.12 A, 0.07 W lost in the cable, margin 171 %". */
    String words() {
        return String.format(
                Locale.ROOT,
                "%s W of %.1f W there, %.1f V, %.2f A, %.2f W lost in the cable, margin %.0f %%",
                watts(load),
                most(),
                volts(),
                amperes(),
                lost(),
                100 * margin());
    }

    static String watts(double watts) {
        return String.format(Locale.ROOT, "%.2f", watts).replaceFirst("\\.?0+$", "");
    }
}
