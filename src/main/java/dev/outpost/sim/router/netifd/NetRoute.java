package dev.outpost.sim.router.netifd;

import dev.outpost.sim.net.Ip4;
import dev.outpost.sim.net.Prefix;
import java.util.Optional;

/** A route of an interface. */
public record NetRoute(Prefix target, Optional<Ip4> gateway, String device, Optional<Ip4> source) {}
