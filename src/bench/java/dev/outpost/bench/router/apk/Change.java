package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkInfo;
import java.util.Optional;

/**
 * A step of a commit, or a package that stays.
 *
 * @param again whether the same package is put there once more
 */
record Change(Optional<ApkInfo> old, Optional<ApkInfo> now, boolean again) {

    boolean isChange() {
        return again || !old.equals(now);
    }

    ApkInfo subject() {
        return now.or(() -> old).orElseThrow();
    }

    /** {@code Installing comgt (0.32-r36)}. */
    String line() {
        var name = subject().name();
        if (old.isEmpty() || now.isEmpty() || again) {
            var verb = old.isEmpty() ? "Installing" : now.isEmpty() ? "Purging" : "Reinstalling";
            return verb + " " + name + " (" + subject().version() + ")";
        }
        var sign = dev.outpost.bench.adb.ApkVersions.sign(
                now.get().version(), old.get().version());
        var verb = sign.equals("<") ? "Downgrading" : sign.equals(">") ? "Upgrading" : "Replacing";
        return verb + " " + name + " (" + old.get().version() + " -> "
                + now.get().version() + ")";
    }
}
