package dev.outpost.shell;

import java.nio.file.Path;
import java.security.KeyPair;

/** A key to log in with. */
public sealed interface Identity {
    /** In memory. */
    record Pair(KeyPair pair) implements Identity {
        @Override
        public String toString() {
            return "key pair";
        }
    }

    /** A private key file: PEM, PKCS#8 or OpenSSH's own. */
    record KeyFile(Path file) implements Identity {}
}
