package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import java.util.Optional;

/** A route of an interface. */
public record NetRoute(Prefix target, Optional<Ip4> gateway, String device, Optional<Ip4> source) {}
