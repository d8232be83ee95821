package dev.outpost.plan;

import dev.outpost.net.TunnelKey;
import dev.outpost.reach.CameraSteps;
import dev.outpost.reach.CameraWifi;
import dev.outpost.reach.OpenStick;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.TunnelSteps;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Script;
import dev.outpost.site.Site;
import dev.outpost.step.Step;
import dev.outpost.survey.LaptopFacts;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.RouterPin;
import dev.outpost.uplink.WanSteps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what a router lacks: facts in, changes out.
 *
 * @param modem the dongle and the uplink that it gives
 * @param tunnel absent where nobody asks for one
 * @param relayKey of the tunnel's other end
 * @param pin what the router needs to open its SIM by itself
 * @param packages where they come from; absent while that is not known: then the shipped table tells what will be needed
 * @param heard what the modem answered on the router
 */
public record RouterPlan(
        Site site,
        LaptopFacts laptop,
        Optional<ChosenUplink> modem,
        Optional<TunnelPlan> tunnel,
        TunnelKey relayKey,
        RouterPin pin,
        Optional<Bundle> packages,
        Optional<ModemAnswers> heard) {
    /** The same, with what the modem answered on the router. */
    public RouterPlan after(ModemAnswers answered) {
        return new RouterPlan(site, laptop, modem, tunnel, relayKey, pin, packages, Optional.of(answered));
    }

    /** The same with another uplink of the dongle. */
    public RouterPlan with(ChosenUplink other) {
        return new RouterPlan(site, laptop, Optional.of(other), tunnel, relayKey, pin, packages, heard);
    }

    /** The same once the laptop did its part. */
    public RouterPlan with(LaptopFacts now, Optional<TunnelPlan> given, Optional<Bundle> found) {
        return new RouterPlan(site, now, modem, given, relayKey, pin, found.or(this::packages), heard);
    }

    /** The same once the relay has a key. */
    public RouterPlan with(TunnelKey born) {
        return new RouterPlan(site, laptop, modem, tunnel, born, pin, packages, heard);
    }

    /** What wan shall be. */
    public WanSteps wan() {
        return new WanSteps(site, modem, heard, pin);
    }

    private TunnelSteps outside() {
        return new TunnelSteps(site, tunnel, relayKey);
    }

    private WantedPackages wanted() {
        return new WantedPackages(site, modem, packages);
    }

    /** What is wanted and not there. */
    List<String> lackingPackages(RouterFacts router) {
        return wanted().lacking(router);
    }

    /** Whether a bundle has all that is missing, whole. */
    boolean isServed(RouterFacts router, Bundle bundle) {
        return wanted().areIn(bundle, router);
    }

    /** What stands before the router and has a network of its own, which may be that of the LAN until the LAN has moved. */
    public Optional<String> box() {
        return wan().box();
    }

    /** What wan loses by becoming the dongle's. */
    Optional<String> displaced(RouterFacts router) {
        return wan().displaced(router);
    }

    /** What gives the router the password of the hotspot that it joins. */
    public Optional<Script> givingUplinkKey() {
        return wan().givingKey();
    }

    /** What gives the router the password of its cameras' network. */
    public Optional<Script> givingCameraKey() {
        return site.cameraWifi().map(wifi -> pin.wifi().giving(CameraWifi.NAME, wifi));
    }

    /** What wan lacks to dial by this uplink: its section, and a handler that works. */
    public List<RouterChange> wanChanges(RouterFacts router) {
        return missing(wan().dialling(router, wanted().ofThisUplink(router)), router);
    }

    /** Packages that the uplink lacks, and what their drivers have to be told. */
    public List<RouterChange> packagesFor(RouterFacts router) {
        var steps = new ArrayList<Step<RouterFacts>>(List.of(wanted().stepOfThisUplink(router)));
        wan().taught(router).ifPresent(steps::add);
        return missing(steps, router);
    }

    /** What a look showed to be missing, in the order it is done. */
    public List<RouterChange> missing(RouterFacts router) {
        return Stream.concat(laptop.unbornKey(), missing(steps(router), router).stream())
                .toList();
    }

    /** All of it, and what lets somebody in. */
    List<RouterChange> changes(RouterFacts router) {
        return Stream.of(missing(router), stick().besides(router), opening(router))
                .flatMap(List::stream)
                .toList();
    }

    /** What wan lacks to let in those who shall come in; the last that is made. */
    public List<RouterChange> opening(RouterFacts router) {
        var ofStick = tunnel.filter(TunnelPlan::isDirect)
                .map(_ -> stick().forViewers(router))
                .orElse(List.of());
        return Stream.concat(ofStick.stream(), missing(outside().opening(pin::secret), router).stream())
                .toList();
    }

    /** What a stick that is a router itself shall let in. */
    public OpenStick stick() {
        return OpenStick.of(site, box().isPresent());
    }

    /** Why it lets in nothing, although the site file asks for it. */
    Optional<String> hindrance(RouterFacts router) {
        return stick().hindrance(router.stick());
    }

    private static List<RouterChange> missing(List<Step<RouterFacts>> steps, RouterFacts router) {
        return steps.stream()
                .flatMap(step -> step.check(router).changes().stream())
                .map(RouterChange.class::cast)
                .toList();
    }

    /** What is as it should be already: each step with its evidence. */
    public Map<String, String> satisfied(RouterFacts router) {
        var holds = new LinkedHashMap<String, String>();
        steps(router)
                .forEach(step ->
                        step.check(router).evidenced().ifPresent(evidence -> holds.put(step.title(), evidence)));
        return holds;
    }

    /** Every step, in its order. */
    public List<Step<RouterFacts>> steps(RouterFacts router) {
        var steps = new ArrayList<>(laptop.steps());
        steps.add(wanted().step(router));
        steps.addAll(wan().of(router, wanted().all(router)));
        steps.addAll(outside().of(router));
        site.cameraWifi()
                .ifPresent(wifi -> steps.add(pin.wifi().step(CameraWifi.NAME, CameraWifi.NAME, true, wifi, router)));
        steps.addAll(CameraSteps.of(site, tunnel));
        steps.add(outside().marker());
        wan().keeper(outside().pings())
                .ifPresentOrElse(steps::add, () -> outside().fitting().ifPresent(steps::add));
        wan().keptPin().ifPresent(steps::add);
        LanPlan.of(this, router).step().ifPresent(steps::add);
        return steps;
    }
}
