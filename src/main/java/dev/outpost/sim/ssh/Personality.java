package dev.outpost.sim.ssh;

import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;

/**
 * What a server calls itself and which algorithms it knows.
 *
 * <p>Dropbear's lists were recorded from OpenWrt 24.10 (ssh-24.10, record 002); on targets built with {@code small_flash},
 * the MR3020 v3 among them, ed25519 is compiled out (read in the source).
 */
public enum Personality {
    /** Dropbear 2024.86 of a small-flash target: RSA only. */
    DROPBEAR_SMALL_FLASH("dropbear", 5),
    /** OpenSSH of Debian: whatever the library knows. */
    OPENSSH("OpenSSH_9.2p1 Debian-2+deb12u3", 10);

    private final String ident;
    private final int unauthenticatedAtMost;

    Personality(String ident, int unauthenticatedAtMost) {
        this.ident = ident;
        this.unauthenticatedAtMost = unauthenticatedAtMost;
    }

    String ident() {
        return ident;
    }

    /** Connections of one address that may be open without being logged in; the next one is reset. */
    int unauthenticatedAtMost() {
        return unauthenticatedAtMost;
    }

    List<KeyExchangeFactory> keyExchanges() {
        return switch (this) {
            case DROPBEAR_SMALL_FLASH ->
                List.of(
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519_libssh),
                        ServerBuilder.DH2KEX.apply(BuiltinDHFactories.dhg14_256));
            case OPENSSH -> ServerBuilder.setUpDefaultKeyExchanges(true);
        };
    }

    List<NamedFactory<Cipher>> ciphers() {
        return switch (this) {
            case DROPBEAR_SMALL_FLASH ->
                List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes128ctr, BuiltinCiphers.aes256ctr);
            case OPENSSH -> ServerBuilder.setUpDefaultCiphers(true);
        };
    }

    List<NamedFactory<Mac>> macs() {
        return switch (this) {
            case DROPBEAR_SMALL_FLASH -> List.of(BuiltinMacs.hmacsha256);
            case OPENSSH -> ServerBuilder.setUpDefaultMacs(true);
        };
    }

    List<NamedFactory<Signature>> signatures() {
        return switch (this) {
            case DROPBEAR_SMALL_FLASH -> List.of(BuiltinSignatures.rsaSHA256, BuiltinSignatures.rsa);
            case OPENSSH -> ServerBuilder.setUpDefaultSignatureFactories(true);
        };
    }
}
