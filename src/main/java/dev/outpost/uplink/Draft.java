package dev.outpost.uplink;

import dev.outpost.dongle.UsbFunction;
import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A candidate while the evidence is still being weighed. */
final class Draft {
    /** -1 advised against, 1 advised, 0 nobody said. */
    int advice;

    final UplinkKind kind;
    final Optional<UsbFunction> function;
    final List<String> reasons = new ArrayList<>();
    final List<String> against = new ArrayList<>();
    Confidence confidence;
    Optional<Handler> handler = Optional.empty();
    Optional<Integer> delay = Optional.empty();

    Draft(UplinkKind kind, Optional<UsbFunction> function, Confidence confidence, String reason) {
        this.kind = kind;
        this.function = function;
        this.confidence = confidence;
        reasons.add(reason);
    }

    void because(String reason) {
        reasons.add(reason);
    }

    /** Something speaks against it: never better than this from now on. */
    void but(String reason, Confidence atMost) {
        against.add(reason);
        confidence = confidence.atMost(atMost);
    }

    /** The kernel's own table names this device for this kind, and nothing that the descriptors show speaks against it. */
    boolean isExact() {
        return confidence == Confidence.SURE
                && function.filter(f -> f.basis() == UsbFunction.Basis.ID).isPresent();
    }

    /** The function by the word of {@link UplinkHandlers}. */
    Optional<String> carrier() {
        return function.map(f -> f.kind().word());
    }

    boolean isHuaweiNcm() {
        return function.filter(f -> f.kind() == UsbFunction.Kind.HUAWEI_NCM).isPresent();
    }
}
