package dev.outpost.bench.router;

import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.bench.ssh.Personality;
import dev.outpost.bench.ssh.SshHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** dropbear's view of the router: keys in /etc/dropbear, hashes in /etc/shadow, both read at each login. */
record RouterSsh(SimulatedRouter router, Dialling dialling) implements SshHost {
    private static final String KEYS = "/etc/dropbear/authorized_keys";
    private static final int WRITABLE_BY_OTHERS = 022;

    private Shadow shadow() {
        return new Shadow(router.machine().files());
    }

    @Override
    public boolean admitsWithoutPassword(String user) {
        return user.equals("root") && offersPassword() && shadow().hash("root").isEmpty();
    }

    @Override
    public boolean offersPassword() {
        return router.dropbear.takesPasswords();
    }

    @Override
    public boolean passwordMatches(String user, String password) {
        return user.equals("root") && shadow().matches(user, password);
    }

    /** A file or folder that others may write is refused (facts/behaviours.md#46). */
    @Override
    public List<String> authorizedKeys(String user) {
        var files = router.machine().files();
        var safe = files.stat(KEYS).filter(RouterSsh::isOwn).isPresent()
                && files.stat("/etc/dropbear").filter(RouterSsh::isOwn).isPresent();
        try {
            return user.equals("root") && safe ? files.text(KEYS).lines().toList() : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean isOwn(FileStat stat) {
        return (stat.mode() & WRITABLE_BY_OTHERS) == 0;
    }

    @Override
    public int exec(String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException {
        var env = new TreeMap<>(environment);
        env.put("SHLVL", "1");
        return router.machine().exec(command, env, in, out, err);
    }

    @Override
    public Socket dial(String host, int port) throws IOException {
        return dialling.dial(host, port);
    }

    /** The algorithms that it is built with. */
    Personality personality() {
        return router.hardware.generation() == Generation.V25_12
                ? isSmall() ? Personality.DROPBEAR_25_12_SMALL_FLASH : Personality.DROPBEAR_25_12
                : isSmall() ? Personality.DROPBEAR_SMALL_FLASH : Personality.DROPBEAR;
    }

    private boolean isSmall() {
        return router.hardware.board().isWithoutEd25519(router.hardware.generation());
    }

    /** Those of its first start, one for each type that is compiled in; their files are on the flash. */
    List<KeyPair> hostKeys() {
        var keys = new ArrayList<KeyPair>();
        if (!isSmall()) {
            keys.add(kept("ed25519", HostKeys.ed25519()));
        }
        keys.add(kept("rsa", HostKeys.generate()));
        return keys;
    }

    private KeyPair kept(String type, KeyPair key) {
        router.machine().files().put("/etc/dropbear/dropbear_" + type + "_host_key", HostKeys.text(key), 0600);
        return key;
    }
}
