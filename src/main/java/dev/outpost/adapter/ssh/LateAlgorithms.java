package dev.outpost.adapter.ssh;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.function.Supplier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What the library calls by names that the JDK has not, for the few servers and keys that need it; asked after the JDK's own providers. */
final class LateAlgorithms extends Provider {
    private static final long serialVersionUID = 1;

    LateAlgorithms() {
        super("outpost", "1", "OpenSSH's ChaCha20-Poly1305 from Bouncy Castle, keys of ECDSA from the JDK");
        putService(new Late(this, "Cipher", "CHACHA", () -> BouncyCastle.PROVIDER.getService("Cipher", "CHACHA")));
        putService(new Late(this, "Mac", "POLY1305", () -> BouncyCastle.PROVIDER.getService("Mac", "POLY1305")));
        putService(new Late(
                this, "KeyFactory", "ECDSA", () -> Security.getProvider("SunEC").getService("KeyFactory", "EC")));
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
