package dev.outpost.camera;

import static dev.outpost.camera.PowerVerdict.PowerBudget.watts;

import dev.outpost.profile.PowerSource;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a camera will have the power that it needs.
 *
 * @param words in one line: by day or at night, whichever takes more
 * @param budget the numbers of it; absent where nothing feeds it at all
 * @param evidence what it was reckoned from, a line each
 * @param warnings what is doubtful
 * @param problem why it will not
 */
public record PowerVerdict(
        String camera,
        String words,
        Optional<PowerBudget> budget,
        List<String> evidence,
        List<String> warnings,
        Optional<Problem> problem) {
    public PowerVerdict {
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }

    /** The same; what kept its power away before stays the first reason. */
    PowerVerdict or(Problem found) {
        return new PowerVerdict(camera, words, budget, evidence, warnings, problem.or(() -> Optional.of(found)));
    }

    /** Part of {@code outpost.plan/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "camera", camera,
                "source", budget.map(each -> each.source().profile()).orElse(null),
                "watts", budget.map(PowerBudget::load).orElse(null),
                "availableWatts", budget.map(each -> rounded(each.most())).orElse(null),
                "volts", budget.map(each -> rounded(each.volts())).orElse(null),
                "amperes", budget.map(each -> rounded(each.amperes())).orElse(null),
                "lostWatts", budget.map(each -> rounded(each.lost())).orElse(null),
                "margin", budget.map(each -> rounded(each.margin())).orElse(null),
                "code", problem.map(Problem::code).orElse(null));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** Why a camera will not have its power, in words with numbers. */
    record Problems(String file, String camera) {

        Problem passive(PowerSource source) {
            return ProblemCode.POWER_PASSIVE.problem(
                    source.profile() + " is a passive injector: it may not feed camera " + camera,
                    "it puts " + watts(source.volts())
                            + " V on the wires without asking what hangs on them; a camera of 802.3af asks first, for 44 to 57 V,"
                            + " and may be destroyed",
                    "take an injector of 802.3af, such as tl-poe150s, and correct power: source: in " + file);
        }

        Problem outOfClass(int poeClass, double wanted, PowerSource source) {
            return ProblemCode.POWER_CLASS.problem(
                    "camera " + camera + " is of power class " + poeClass + " and may take " + watts(wanted) + " W; "
                            + source.profile() + " feeds class "
                            + source.standard().highest() + " at most, "
                            + watts(source.standard().deviceWatts()) + " W at the camera",
                    source.standard().word() + " gives " + watts(source.watts())
                            + " W at the port; such a camera does not start on it, or falls over when its lamps go on",
                    "take a source of " + (poeClass > 4 ? "802.3bt" : "802.3at")
                            + (poeClass > 4 ? "" : ", such as tl-poe160s") + ", and correct power: in " + file);
        }

        Problem tooLong(int metres, int longest, String cable, PowerBudget budget) {
            return ProblemCode.POWER_CABLE.problem(
                    "the " + metres + " m of " + cable + " cable to camera " + camera + " are too long: " + longest
                            + " m is the most",
                    "such a cable loses half as much again a metre, so they count as " + metres * 3 / 2
                            + " m, and Ethernet ends at 100 m; its power: " + budget.words(),
                    "lay Cat 5e or better of whole copper, or move the injector nearer, and correct power: in " + file);
        }

        Problem low(String when, PowerBudget budget, String cable) {
            var source = budget.source();
            return ProblemCode.POWER_LOW.problem(
                    String.format(
                            Locale.ROOT,
                            "camera %s takes %s W%s, and %.1f W can reach it through %s",
                            camera,
                            watts(budget.load()),
                            when,
                            Math.max(0, budget.most()),
                            cable),
                    String.format(
                            Locale.ROOT,
                            "%s gives %s W at %s V; %.1f ohm of cable leave %.1f V, it has to be %s V and more",
                            source.profile(),
                            watts(source.watts()),
                            watts(source.volts()),
                            budget.ohms(),
                            budget.volts(),
                            watts(source.standard().leastVolts())),
                    "take a shorter or thicker cable or a stronger source, and correct power: in " + file);
        }

        Problem together(PowerSource source, double drawn) {
            return ProblemCode.POWER_LOW.problem(
                    String.format(
                            Locale.ROOT,
                            "the cameras at %s take %.1f W together, and it has %s W for all its ports",
                            source.profile(),
                            drawn,
                            watts(source.budget())),
                    "each port alone would do",
                    "give one of them a source of its own, and correct power: in " + file);
        }

        Problem notTheRouters() {
            return ProblemCode.POWER_NO_PORT.problem(
                    "the router feeds nothing: camera " + camera + " has no power from it",
                    "ubus on the router knows no poe: it has no such ports, or the package realtek-poe is missing",
                    "put an injector between them, and name it as power: source: in " + file);
        }
    }

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
}
