package dev.outpost.uplink;

import dev.outpost.profile.UplinkHandlers.Line;
import dev.outpost.router.CureNcmHandler;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Zone;
import dev.outpost.shell.Script;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a router's wan shall be: the dongle's, another box's, or as it is.
 *
 * @param modem the dongle and the uplink that it gives
 * @param heard what the modem answered on the router
 * @param pin what the router needs to open its SIM by itself
 */
public record WanSteps(Site site, Optional<ChosenUplink> modem, Optional<ModemAnswers> heard, RouterPin pin) {
    private static final String RADIO = "outpost_sta";

    /** @param packages that the router will have */
    public List<Step<RouterFacts>> of(RouterFacts router, List<String> packages) {
        var steps = new ArrayList<Step<RouterFacts>>();
        taught(router).ifPresent(steps::add);
        steps.add(cure(packages));
        modem.filter(m -> postponed(router).isEmpty()).ifPresent(m -> {
            steps.addAll(dialling(m, router));
            steps.add(Zone.joining("wan", "wan"));
        });
        site.modem().line().ifPresent(line -> {
            site.modem().wifi().ifPresent(wifi -> steps.add(pin.wifi().step(RADIO, "wan", false, wifi, router)));
            steps.add(new ConfigureLine(line));
            steps.add(Zone.joining("wan", "wan"));
        });
        return steps;
    }

    /** What wan needs to dial by this uplink: a handler that works, and its section. */
    public List<Step<RouterFacts>> dialling(RouterFacts router, List<String> packages) {
        return Stream.concat(Stream.of(cure(packages)), dialling(modem.orElseThrow(), router).stream())
                .toList();
    }

    private static CureNcmHandler cure(List<String> packages) {
        return new CureNcmHandler(packages.contains("comgt-ncm"));
    }

    private List<Step<RouterFacts>> dialling(ChosenUplink m, RouterFacts router) {
        var wan = configured(m, router);
        var follow = m.on(router).follow(wan.place()).filter(_ -> !wan.isByPath(router));
        return Stream.concat(Stream.<Step<RouterFacts>>of(wan), follow.stream()).toList();
    }

    /** What stands before the router and has a network of its own. */
    public Optional<String> box() {
        return modem.filter(ChosenUplink::isRouter)
                .map(_ -> "the dongle")
                .or(() -> site.modem().line().map(Line::box));
    }

    /** What gives the router the password of the hotspot that it joins. */
    public Optional<Script> givingKey() {
        return site.modem().wifi().map(wifi -> pin.wifi().giving(RADIO, wifi));
    }

    /** The PIN, where the router's own script enters it. */
    public Optional<RouterPin> keptPin() {
        return Optional.of(pin).filter(_ -> keepsPin());
    }

    /**
     * What keeps wan up. A dongle that is a router itself dials by itself.
     *
     * @param pings what else has to answer
     */
    public Optional<KeepWan> keeper(List<String> pings) {
        return modem.filter(m -> box().isEmpty()).map(m -> new KeepWan(pings, m.restart()));
    }

    /** An id that this router's kernel does not list is told to its drivers. */
    public Optional<TeachDriver> taught(RouterFacts router) {
        return modem.flatMap(m -> m.on(router).taught());
    }

    /** The access point name to use: from the site file or the probe, else what wan has, else what the SIM told. */
    public Optional<String> apn(RouterFacts router) {
        return modem.flatMap(m -> m.apn().or(() -> m.on(router).apnInUse()))
                .or(() -> heard.flatMap(ModemAnswers::apnName));
    }

    /** Other names that the SIM's network knows. */
    public List<String> otherApns() {
        var probed = modem.map(ChosenUplink::otherApns);
        var told = heard.map(ModemAnswers::otherApns);
        return Stream.concat(probed.stream(), told.stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What wan loses by becoming the dongle's. */
    public Optional<String> displaced(RouterFacts router) {
        return modem.flatMap(m -> configured(m, router).displaces(router));
    }

    /** Why wan is left as it is although everything else is done: the SIM was asked, and still nobody knows its access point name. */
    public Optional<Problem> postponed(RouterFacts router) {
        return modem.filter(m -> heard.isPresent())
                .map(m -> configured(m, router).check(router))
                .flatMap(Finding::refusal)
                .filter(problem -> problem.code() == ProblemCode.WAN_NO_APN)
                .map(this::withNetwork);
    }

    private Problem withNetwork(Problem problem) {
        var network = heard.flatMap(ModemAnswers::network);
        if (network.isEmpty()) {
            return problem.withWhat("wan was not configured: the access point name is not known")
                    .withBecause(heard.flatMap(ModemAnswers::node)
                            .map(node -> "the modem answers on " + node + " and does not tell whose SIM it has")
                            .orElse("no port of the dongle answered as a modem"))
                    .withNext("ask all its ports: outpost probe --on-router " + site.reach() + " --save " + site.file()
                            + " ; or write the operator's modem.apn into that file; then run the same command again");
        }
        return problem.withWhat("wan was not configured: the access point name is not known")
                .withBecause("the SIM is of network " + network.get() + ", and no table knows its access point names")
                .withNext("try in " + site.file() + ", under modem:  apn: "
                        + otherApns().stream().findFirst().orElse("internet")
                        + "  (the operator knows the right name), then run the same command again");
    }

    /** An access point name that nobody knows yet is asked of the SIM, once the drivers are in. */
    private ConfigureWan configured(ChosenUplink m, RouterFacts router) {
        var comes = heard.isEmpty() && m.canBeAsked();
        return new ConfigureWan(m.candidate(), m.on(router).place(heard), apn(router), comes, m.roams(), keepsPin());
    }

    private boolean keepsPin() {
        return modem.filter(m -> RouterPin.isKept(site, m.handler())).isPresent();
    }
}
