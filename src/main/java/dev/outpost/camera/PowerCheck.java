package dev.outpost.camera;

import static dev.outpost.camera.PowerVerdict.PowerBudget.watts;

import dev.outpost.camera.PowerVerdict.PowerBudget;
import dev.outpost.profile.CameraModel;
import dev.outpost.profile.PowerSource;
import dev.outpost.profile.PowerSource.Standard;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.PoeInfo;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Cable;
import dev.outpost.site.CameraWish.Power;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reckons, before anybody climbs, whether the cameras will have their power at the end of their cables.
 *
 * @param router what the router's own ports feed
 */
public record PowerCheck(Site site, Optional<PoeInfo> router) {
    /** In place of a profile's name. */
    private static final String ROUTER = "router";

    /** What a device of that class may take, at its own end (IEEE 802.3, table 33-1 and clause 145). */
    private static final double[] CLASS_WATTS = {12.95, 3.84, 6.49, 12.95, 25.5, 40, 51, 62, 71.3};

    /** Ethernet's own end, in metres. */
    private static final int LONGEST = 100;

    /** Of those that say something of their power. */
    public List<PowerVerdict> verdicts() {
        var verdicts = new ArrayList<PowerVerdict>();
        var drawn = new LinkedHashMap<PowerSource, List<Double>>();
        for (var camera : site.cameras()) {
            camera.power().ifPresent(power -> verdicts.add(verdict(camera, power, drawn)));
        }
        return together(verdicts, drawn);
    }

    /** The first camera that will not have its power. */
    public Optional<Problem> refusal() {
        return verdicts().stream()
                .flatMap(verdict -> verdict.problem().stream())
                .findFirst();
    }

    /** For documents. */
    public List<Map<String, @Nullable Object>> json() {
        return verdicts().stream().map(PowerVerdict::json).toList();
    }

    private PowerVerdict verdict(CameraWish camera, Power power, Map<PowerSource, List<Double>> drawn) {
        var problems = problems(camera.name());
        var warnings = new ArrayList<String>();
        var source = source(camera.name(), power, warnings);
        if (source.isEmpty()) {
            return new PowerVerdict(
                    camera.name(),
                    "none",
                    Optional.empty(),
                    List.of(),
                    warnings,
                    Optional.of(problems.notTheRouters()));
        }
        var load = load(camera.name(), power, warnings);
        var metres = power.cableMetres().orElse(LONGEST);
        var budget =
                new PowerBudget(source.get(), metres * Wire.of(power.cable()).ohms(), load.most());
        drawn.computeIfAbsent(source.get(), _ -> new ArrayList<>()).add(budget.drawn());
        var problem = problem(problems, power, load, budget);
        if (problem.isEmpty() && load.model().isPresent() && budget.margin() < PowerBudget.MARGIN) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the power of camera %s is tight: %.0f %% is left%s, 20 %% is wished",
                    camera.name(),
                    100 * budget.margin(),
                    load.when()));
        }
        var words = (load.model().isPresent() ? "takes " : "may take ") + watts(load.most()) + " W" + load.when()
                + String.format(Locale.ROOT, " of %.1f W, %.1f V at %s", budget.most(), budget.volts(), end(power));
        return new PowerVerdict(
                camera.name(), words, Optional.of(budget), evidence(power, load, budget), warnings, problem);
    }

    private static String end(Power power) {
        return power.cableMetres().map(metres -> "the end of " + metres + " m").orElse("the end of 100 m, the most")
                + (power.cable() == Cable.CAT5E
                        ? ""
                        : " of " + Wire.of(power.cable()).word() + " cable");
    }

    private static Optional<Problem> problem(
            PowerVerdict.Problems problems, Power power, Load load, PowerBudget budget) {
        var source = budget.source();
        if (source.standard() == Standard.PASSIVE) {
            return Optional.of(problems.passive(source));
        }
        if (load.poeClass() > source.standard().highest()) {
            return Optional.of(problems.outOfClass(load.poeClass(), load.most(), source));
        }
        var metres = power.cableMetres().orElse(0);
        var wire = Wire.of(power.cable());
        if (metres > wire.longest()) {
            return Optional.of(problems.tooLong(metres, wire.longest(), wire.word(), budget));
        }
        return budget.holds() ? Optional.empty() : Optional.of(problems.low(load.when(), budget, end(power)));
    }

    private PowerVerdict.Problems problems(String camera) {
        return new PowerVerdict.Problems(site.file().toString(), camera);
    }

    /** One switch that feeds them all: its ports share what it has. */
    private List<PowerVerdict> together(List<PowerVerdict> verdicts, Map<PowerSource, List<Double>> drawn) {
        for (var each : drawn.entrySet()) {
            var source = each.getKey();
            var sum = each.getValue().stream().mapToDouble(Double::doubleValue).sum();
            if (each.getValue().size() > 1 && each.getValue().size() <= source.ports() && sum > source.budget()) {
                var last = verdicts.removeLast();
                verdicts.add(last.or(problems(last.camera()).together(source, sum)));
            }
        }
        return List.copyOf(verdicts);
    }

    private Optional<PowerSource> source(String camera, Power power, List<String> warnings) {
        if (power.source().isEmpty()) {
            return Optional.of(PowerSource.least());
        }
        var name = power.source().get();
        if (name.equals(ROUTER)) {
            return router.map(PowerCheck::ofRouter);
        }
        var known = ProfileBook.shipped().power(name);
        if (known.isEmpty()) {
            warnings.add("no profile tells what power source " + name + " of camera " + camera
                    + " gives: reckoned with the least of 802.3af");
        }
        return known.or(() -> Optional.of(PowerSource.least()));
    }

    private static PowerSource ofRouter(PoeInfo poe) {
        var standard = poe.isPlus() ? Standard.AT : Standard.AF;
        return new PowerSource(
                "the router",
                "the router",
                standard,
                poe.isPlus() ? 30 : 15.4,
                poe.isPlus() ? 50 : 44,
                Math.max(1, poe.ports().size()),
                poe.budget());
    }

    /**
     * What the camera takes.
     *
     * @param most by day or at night, whichever is more
     */
    private record Load(int poeClass, double most, Optional<CameraModel> model) {
        String when() {
            return model.flatMap(CameraModel::wattsInfrared).isPresent() ? " at night" : "";
        }
    }

    private Load load(String camera, Power power, List<String> warnings) {
        var model = power.model().flatMap(ProfileBook.shipped()::camera);
        if (model.isEmpty()) {
            power.model()
                    .ifPresent(name -> warnings.add("no profile tells what a " + name + " takes, camera " + camera
                            + ": reckoned with all that its class allows"));
        }
        var poeClass = power.poeClass().or(() -> model.map(CameraModel::poeClass));
        model.filter(known -> poeClass.filter(said -> said != known.poeClass()).isPresent())
                .ifPresent(known -> warnings.add("camera " + camera + " is of class " + poeClass.get() + " in "
                        + site.file() + ", and of class " + known.poeClass() + " in its profile " + known.profile()));
        var most = model.map(CameraModel::most).orElseGet(() -> CLASS_WATTS[poeClass.orElse(0)]);
        return new Load(poeClass.orElse(0), most, model);
    }

    private static List<String> evidence(Power power, Load load, PowerBudget budget) {
        var lines = new ArrayList<String>();
        var source = budget.source();
        lines.add(source.name() + ": " + source.standard().word() + ", " + watts(source.watts()) + " W at "
                + watts(source.volts()) + " V");
        load.model().ifPresent(model -> {
            lines.add("by day: " + new PowerBudget(source, budget.ohms(), model.watts()).words());
            model.wattsInfrared()
                    .ifPresent(
                            night -> lines.add("at night: " + new PowerBudget(source, budget.ohms(), night).words()));
            lines.add(model.name() + ": " + model.source());
        });
        if (load.model().isEmpty()) {
            lines.add("all that class " + load.poeClass() + " allows: " + budget.words());
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s cable, %.1f ohm there and back",
                Wire.of(power.cable()).word(),
                budget.ohms()));
        return lines;
    }

    /**
     * A kind of cable.
     *
     * @param ohms of the powered pairs there and back, a metre: ISO 11801 class D; Cat 3 of IEEE 802.3af; thin or aluminium 1.7 times the first
     * @param longest in metres: TIA-568 takes half as much again for each metre of AWG 26; no standard knows aluminium at all
     */
    private record Wire(String word, double ohms, int longest) {
        static Wire of(Cable cable) {
            return switch (cable) {
                case CAT5E -> new Wire("Cat 5e", 0.125, LONGEST);
                case CAT6 -> new Wire("Cat 6", 0.125, LONGEST);
                case CAT3 -> new Wire("Cat 3", 0.2, LONGEST);
                case THIN -> new Wire("thin (AWG 26)", 0.2125, LONGEST * 2 / 3);
                case CCA -> new Wire("copper-clad aluminium (CCA)", 0.2125, LONGEST * 2 / 3);
            };
        }
    }
}
