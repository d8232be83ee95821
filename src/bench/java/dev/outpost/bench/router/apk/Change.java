package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkInfo;
import java.util.Optional;

/** A step of a commit, or a package that stays. */
record Change(Optional<ApkInfo> old, Optional<ApkInfo> now) {
    boolean isChange() {
        return !old.equals(now);
    }

    ApkInfo subject() {
        return now.or(() -> old).orElseThrow();
    }

    /** {@code Installing comgt (0.32-r36)}. */
    String line() {
        if (old.isPresent() && now.isPresent()) {
            return "Upgrading " + subject().name() + " (" + old.get().version() + " -> " + subject().version() + ")";
        }
        var verb = old.isEmpty() ? "Installing" : "Purging";
        return verb + " " + subject().name() + " (" + subject().version() + ")";
    }
}
