package dev.outpost.bench.router;

import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.bench.ssh.Personality;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** What a router's SSH server is built with: its algorithms and the host keys of its first start. */
record SshIdentity(RouterHardware hardware) {

    Personality personality() {
        return hardware.generation() == Generation.V25_12
                ? isSmall() ? Personality.DROPBEAR_25_12_SMALL_FLASH : Personality.DROPBEAR_25_12
                : isSmall() ? Personality.DROPBEAR_SMALL_FLASH : Personality.DROPBEAR;
    }

    private boolean isSmall() {
        return hardware.board().isWithoutEd25519(hardware.generation());
    }

    /** One for each type that is compiled in; their files are on the flash. */
    List<KeyPair> hostKeys(FileSystem files) {
        var keys = new ArrayList<KeyPair>();
        if (!isSmall()) {
            keys.add(kept(files, "ed25519", HostKeys.ed25519()));
        }
        keys.add(kept(files, "rsa", HostKeys.generate()));
        return keys;
    }

    private static KeyPair kept(FileSystem files, String type, KeyPair key) {
        files.put("/etc/dropbear/dropbear_" + type + "_host_key", HostKeys.text(key), 0600);
        return key;
    }
}
