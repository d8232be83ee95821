package dev.outpost.adapter.ssh;

import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.function.Supplier;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.JCERandom;
import net.schmizz.sshj.transport.random.SingletonRandomFactory;
import net.schmizz.sshj.userauth.keyprovider.OpenSSHKeyFile;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.keyprovider.PuTTYKeyFile;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What is offered to a server, first what costs least here: ciphers and sums that the JDK has itself. The library's own list tries each of its 33
 * ciphers before the first packet, has them and the exchange of keys from Bouncy Castle, and opens every jar to find who logs: most of the CPU
 * of a first contact, start included.
 */
final class SshConfig extends ConfigImpl {
    static {
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new LateAlgorithms());
    }

    SshConfig() {
        setVersion("outpost");
        setLoggerFactory(LoggerFactory.DEFAULT);
        setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        setRandomFactory(new SingletonRandomFactory(new JCERandom.Factory()));
        setCompressionFactories(List.of(new NoneCompression.Factory()));
        setFileKeyProviderFactories(List.of(
                new OpenSSHKeyV1KeyFile.Factory(),
                new PKCS8KeyFile.Factory(),
                new OpenSSHKeyFile.Factory(),
                new PuTTYKeyFile.Factory()));
        exchange();
        keys();
        ciphers();
        sums();
    }

    private void exchange() {
        setKeyExchangeFactories(List.of(
                new Curve25519SHA256.Factory(),
                new Curve25519SHA256.FactoryLibSsh(),
                new ECDHNistP.Factory256(),
                new ECDHNistP.Factory384(),
                new ECDHNistP.Factory521(),
                new DHGexSHA256.Factory(),
                DHGroups.Group14SHA256(),
                DHGroups.Group16SHA512(),
                DHGroups.Group18SHA512(),
                DHGroups.Group14SHA1(),
                new DHGexSHA1.Factory(),
                DHGroups.Group1SHA1(),
                new ExtInfoClientFactory()));
    }

    /**
     * The kinds of host keys stay in the library's order, or a host that has several would show another one than the pinned. But dropbear has
     * rsa-sha2-256 only, and every refused signature counts as a failed login.
     */
    private void keys() {
        setKeyAlgorithms(List.of(
                KeyAlgorithms.EdDSA25519CertV01(),
                KeyAlgorithms.EdDSA25519(),
                KeyAlgorithms.ECDSASHANistp521CertV01(),
                KeyAlgorithms.ECDSASHANistp521(),
                KeyAlgorithms.ECDSASHANistp384CertV01(),
                KeyAlgorithms.ECDSASHANistp384(),
                KeyAlgorithms.ECDSASHANistp256CertV01(),
                KeyAlgorithms.ECDSASHANistp256(),
                KeyAlgorithms.RSASHA256(),
                KeyAlgorithms.SSHRSACertV01(),
                KeyAlgorithms.SSHDSSCertV01(),
                KeyAlgorithms.SSHRSA(),
                KeyAlgorithms.SSHDSA(),
                KeyAlgorithms.RSASHA512()));
    }

    private void ciphers() {
        setCipherFactories(List.of(
                BlockCiphers.AES128CTR(),
                BlockCiphers.AES256CTR(),
                BlockCiphers.AES192CTR(),
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                ChachaPolyCiphers.CHACHA_POLY_OPENSSH(),
                BlockCiphers.AES128CBC(),
                BlockCiphers.AES256CBC(),
                BlockCiphers.TripleDESCBC()));
    }

    private void sums() {
        setMACFactories(List.of(
                Macs.HMACSHA2256Etm(),
                Macs.HMACSHA2256(),
                Macs.HMACSHA2512Etm(),
                Macs.HMACSHA2512(),
                Macs.HMACSHA1Etm(),
                Macs.HMACSHA1(),
                Macs.HMACSHA196(),
                Macs.HMACMD5()));
    }

    /** What the library calls by names that the JDK has not, for the few servers and keys that need it; asked after the JDK's own providers. */
    private static final class LateAlgorithms extends Provider {
        private static final long serialVersionUID = 1;

        LateAlgorithms() {
            super("outpost", "1", "OpenSSH's ChaCha20-Poly1305 from Bouncy Castle, keys of ECDSA from the JDK");
            putService(new Late(this, "Cipher", "CHACHA", () -> BouncyCastle.PROVIDER.getService("Cipher", "CHACHA")));
            putService(new Late(this, "Mac", "POLY1305", () -> BouncyCastle.PROVIDER.getService("Mac", "POLY1305")));
            putService(new Late(
                    this,
                    "KeyFactory",
                    "ECDSA",
                    () -> Security.getProvider("SunEC").getService("KeyFactory", "EC")));
        }

        private static final class Late extends Service {
            private final Supplier<Service> real;

            Late(Provider provider, String type, String algorithm, Supplier<Service> real) {
                super(provider, type, algorithm, Late.class.getName(), null, null);
                this.real = real;
            }

            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return real.get().newInstance(parameter);
            }
        }

        /** Made when it is first needed: it loads hundreds of classes. */
        private static final class BouncyCastle {
            static final Provider PROVIDER = new BouncyCastleProvider();
        }
    }
}
