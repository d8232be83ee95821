package dev.outpost.bench.ssh;

import java.util.List;
import java.util.stream.Stream;
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
 * <p>Dropbear's lists were recorded from OpenWrt 24.10 (ssh-24.10, record 002) and from one later than 25.12 (ssh-main, 002); on
 * targets built with {@code small_flash}, the MR3020 v3 among them, ed25519 and sntrup761 are compiled out (read in the source).
 */
public enum Personality {
    /** Dropbear 2024.86 of a small-flash target: RSA only. */
    DROPBEAR_SMALL_FLASH("dropbear", 5),
    /** Dropbear up to 2024.86 with all that OpenWrt builds in. */
    DROPBEAR("dropbear", 5),
    /** Dropbear 2025.89 of a small-flash target: RSA with SHA-256 only. */
    DROPBEAR_25_12_SMALL_FLASH("dropbear", 5),
    /** Dropbear 2025.89 with all that OpenWrt builds in. */
    DROPBEAR_25_12("dropbear", 5),
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

    private boolean isDropbear() {
        return this != OPENSSH;
    }

    private boolean isNew() {
        return this == DROPBEAR_25_12 || this == DROPBEAR_25_12_SMALL_FLASH;
    }

    private boolean isSmall() {
        return this == DROPBEAR_SMALL_FLASH || this == DROPBEAR_25_12_SMALL_FLASH;
    }

    List<KeyExchangeFactory> keyExchanges() {
        if (!isDropbear()) {
            return ServerBuilder.setUpDefaultKeyExchanges(true);
        }
        return Stream.of(
                        BuiltinDHFactories.sntrup761x25519,
                        BuiltinDHFactories.sntrup761x25519_openssh,
                        BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh,
                        BuiltinDHFactories.dhg14_256)
                .filter(exchange -> (isNew() && !isSmall()) || !exchange.name().startsWith("sntrup"))
                .filter(BuiltinDHFactories::isSupported)
                .map(ServerBuilder.DH2KEX)
                .toList();
    }

    List<NamedFactory<Cipher>> ciphers() {
        if (!isDropbear()) {
            return ServerBuilder.setUpDefaultCiphers(true);
        }
        return isNew()
                ? List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes128ctr)
                : List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes128ctr, BuiltinCiphers.aes256ctr);
    }

    List<NamedFactory<Mac>> macs() {
        return isDropbear() ? List.of(BuiltinMacs.hmacsha256) : ServerBuilder.setUpDefaultMacs(true);
    }

    List<NamedFactory<Signature>> signatures() {
        if (!isDropbear()) {
            return ServerBuilder.setUpDefaultSignatureFactories(true);
        }
        return Stream.of(BuiltinSignatures.ed25519, BuiltinSignatures.rsaSHA256, BuiltinSignatures.rsa)
                .filter(each -> !(isSmall() && each == BuiltinSignatures.ed25519))
                .filter(each -> !(isNew() && each == BuiltinSignatures.rsa))
                .<NamedFactory<Signature>>map(each -> each)
                .toList();
    }
}
