package dev.outpost.adapter.ssh;

import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.text.Hash;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Compares the key that a host shows during every key exchange with what is expected, and remembers it. */
final class HostKeyGate implements HostKeyVerifier {
    private final HostKeyPolicy policy;
    private volatile @Nullable String seen;

    HostKeyGate(HostKeyPolicy policy) {
        this.policy = policy;
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        var fingerprint = fingerprint(key);
        var before = seen;
        seen = fingerprint;
        return switch (policy) {
            case HostKeyPolicy.Pinned pinned -> pinned.fingerprint().equals(fingerprint);
            case HostKeyPolicy.FirstSight any -> before == null || before.equals(fingerprint);
            case HostKeyPolicy.Consented any -> before == null || before.equals(fingerprint);
        };
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return List.of();
    }

    /** What the host showed last, or null before the first key exchange. */
    @Nullable
    String seen() {
        return seen;
    }

    /** Whether a key was shown and it was not the pinned one. */
    boolean refused() {
        return policy instanceof HostKeyPolicy.Pinned pinned
                && seen != null
                && !pinned.fingerprint().equals(seen);
    }

    static String fingerprint(PublicKey key) {
        var blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Hash.of("SHA-256", blob));
    }
}
