package dev.outpost.run;

import dev.outpost.step.Problem;

/** How wan ended in a run. */
public sealed interface WanResult {
    /** It has this address. */
    record Up(String address) implements WanResult {}

    /** Everything else is done, and it stays down: its access point name is not known, or its SIM is locked. */
    record Postponed(Problem problem) implements WanResult {}

    /** No uplink gave an address. */
    record Failed(Problem problem) implements WanResult {}

    /** Nobody waited for it. */
    record NotAwaited() implements WanResult {}
}
