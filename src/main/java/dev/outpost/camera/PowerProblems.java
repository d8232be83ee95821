package dev.outpost.camera;

import static dev.outpost.camera.PowerBudget.watts;

import dev.outpost.profile.PowerSource;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Locale;

/** Why a camera will not have its power, in words with numbers. */
record PowerProblems(String file, String camera) {

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
                        + source.profile() + " feeds class " + source.standard().highest() + " at most, "
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
