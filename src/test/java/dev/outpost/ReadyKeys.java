package dev.outpost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * RSA keys for tests come at once: two of a few primes that everybody may know make a pair, and 28 in a row are different. To find primes is the JDK's own
 * work, and took more than half of what a site's tests did.
 */
public final class ReadyKeys implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Security.insertProviderAt(new ReadyProvider(), 1);
    }

    private static final class ReadyProvider extends Provider {
        private static final long serialVersionUID = 1;

        ReadyProvider() {
            super("ready", "1", "RSA keys from ready primes");
            put("KeyPairGenerator.RSA", Pairs.class.getName());
        }
    }

    /** Makes pairs of the sizes that there are primes for; others are made as ever. */
    public static final class Pairs extends KeyPairGeneratorSpi {
        private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;
        private static final AtomicInteger MADE = new AtomicInteger();

        private int bits;

        @Override
        public void initialize(int keysize, SecureRandom random) {
            bits = keysize;
        }

        @Override
        public KeyPair generateKeyPair() {
            try {
                var primes = primes(bits / 2);
                return primes.isEmpty() ? asEver() : pair(primes, MADE.getAndIncrement());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has RSA", impossible);
            }
        }

        private KeyPair asEver() throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
            generator.initialize(bits);
            return generator.generateKeyPair();
        }

        private static List<BigInteger> primes(int length) {
            try (var lines = Files.lines(Path.of("src/test/resources/dev/outpost/primes.txt"))) {
                return lines.map(line -> new BigInteger(line, 16))
                        .filter(prime -> prime.bitLength() == length)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static KeyPair pair(List<BigInteger> primes, int number) throws GeneralSecurityException {
            var couples = IntStream.range(0, primes.size())
                    .boxed()
                    .flatMap(p -> primes.subList(0, p).stream().map(q -> List.of(primes.get(p), q)))
                    .toList();
            var couple = couples.get(number % couples.size());
            return pair(couple.getFirst(), couple.getLast());
        }

        private static KeyPair pair(BigInteger p, BigInteger q) throws GeneralSecurityException {
            var one = BigInteger.ONE;
            var modulus = p.multiply(q);
            var secret = EXPONENT.modInverse(p.subtract(one).multiply(q.subtract(one)));
            var factory = KeyFactory.getInstance("RSA");
            var whole = new RSAPrivateCrtKeySpec(
                    modulus,
                    EXPONENT,
                    secret,
                    p,
                    q,
                    secret.mod(p.subtract(one)),
                    secret.mod(q.subtract(one)),
                    q.modInverse(p));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)), factory.generatePrivate(whole));
        }
    }
}
