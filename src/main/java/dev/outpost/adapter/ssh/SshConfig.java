package dev.outpost.adapter.ssh;

import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import java.security.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.kex.Curve25519SHA256;
import net.schmizz.sshj.transport.kex.DHGexSHA1;
import net.schmizz.sshj.transport.kex.DHGexSHA256;
import net.schmizz.sshj.transport.kex.ECDHNistP;

/**
 * What is offered to a server, first what costs least here: ciphers and sums that the JDK has itself. The library's own list tries each of its 33
 * ciphers before the first packet, and has them and the exchange of keys from Bouncy Castle: half of the CPU of a first contact, start included.
 */
final class SshConfig extends DefaultConfig {
    static {
        SecurityUtils.setRegisterBouncyCastle(false);
        Security.addProvider(new LateAlgorithms());
    }

    SshConfig() {
        setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    @Override
    protected void initKeyExchangeFactories() {
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

    /** The kinds of host keys stay in the library's order, or a host that has several would show another one than the pinned. */
    @Override
    protected void initKeyAlgorithms() {
        super.initKeyAlgorithms();
        var algorithms = new ArrayList<>(getKeyAlgorithms());
        // dropbear has rsa-sha2-256 only, and every refused signature counts as a failed login
        algorithms.sort(Comparator.comparing(algorithm -> algorithm.getName().contains("rsa-sha2-512")));
        setKeyAlgorithms(algorithms);
    }

    @Override
    protected void initCipherFactories() {
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

    @Override
    protected void initMACFactories() {
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
}
