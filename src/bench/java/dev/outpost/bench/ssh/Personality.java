package dev.outpost.bench.ssh;

import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
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
    DROPBEAR_SMALL_FLASH(Known.CURVES, Known.CIPHERS, "rsa-sha2-256,ssh-rsa"),
    /** Dropbear up to 2024.86 with all that OpenWrt builds in. */
    DROPBEAR(Known.CURVES, Known.CIPHERS, "ssh-ed25519,rsa-sha2-256,ssh-rsa"),
    /** Dropbear 2025.89 of a small-flash target: RSA with SHA-256 only. */
    DROPBEAR_25_12_SMALL_FLASH(Known.CURVES, Known.LONGER_FIRST, "rsa-sha2-256"),
    /** Dropbear 2025.89 with all that OpenWrt builds in. */
    DROPBEAR_25_12(Known.LATTICES + Known.CURVES, Known.LONGER_FIRST, "ssh-ed25519,rsa-sha2-256"),
    /** OpenSSH of Debian: whatever the library knows. */
    OPENSSH("", "", "");

    /** Algorithms by the names that the protocol has for them, the preferred one first. */
    private static final class Known {
        static final String LATTICES = "sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,";
        static final String CURVES = "curve25519-sha256,curve25519-sha256@libssh.org,diffie-hellman-group14-sha256";
        static final String CIPHERS = "chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr";
        static final String LONGER_FIRST = "chacha20-poly1305@openssh.com,aes256-ctr,aes128-ctr";
    }

    private final String exchanges;
    private final String ciphers;
    private final String signatures;

    Personality(String exchanges, String ciphers, String signatures) {
        this.exchanges = exchanges;
        this.ciphers = ciphers;
        this.signatures = signatures;
    }

    String ident() {
        return this == OPENSSH ? "OpenSSH_9.2p1 Debian-2+deb12u3" : "dropbear";
    }

    /** Connections of one address that may be open without being logged in; the next one is reset. */
    int unauthenticatedAtMost() {
        return this == OPENSSH ? 10 : 5;
    }

    List<KeyExchangeFactory> keyExchanges() {
        return this == OPENSSH
                ? ServerBuilder.setUpDefaultKeyExchanges(true)
                : BuiltinDHFactories.parseDHFactoriesList(exchanges).getParsedFactories().stream()
                        .filter(DHFactory::isSupported)
                        .map(ServerBuilder.DH2KEX)
                        .toList();
    }

    List<NamedFactory<Cipher>> ciphers() {
        return this == OPENSSH
                ? ServerBuilder.setUpDefaultCiphers(true)
                : List.copyOf(BuiltinCiphers.parseCiphersList(ciphers).getParsedFactories());
    }

    List<NamedFactory<Mac>> macs() {
        return this == OPENSSH ? ServerBuilder.setUpDefaultMacs(true) : List.of(BuiltinMacs.hmacsha256);
    }

    List<NamedFactory<Signature>> signatures() {
        return this == OPENSSH
                ? ServerBuilder.setUpDefaultSignatureFactories(true)
                : List.copyOf(BuiltinSignatures.parseSignatureList(signatures).getParsedFactories());
    }
}
