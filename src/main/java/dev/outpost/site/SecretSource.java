package dev.outpost.site;

import java.nio.file.Path;

/** Where a secret comes from. The secret itself is never in a file that people pass around. */
public sealed interface SecretSource {
    /** Made by the tool and kept in its state, 0600, before it is set anywhere. */
    record Generate() implements SecretSource {
        @Override
        public String toString() {
            return "generate";
        }
    }

    /** An environment variable. */
    record Env(String name) implements SecretSource {
        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** The first line of a file. */
    record File(Path path) implements SecretSource {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** Asked for on the terminal. */
    record Prompt() implements SecretSource {
        @Override
        public String toString() {
            return "prompt";
        }
    }
}
