package dev.outpost.bench.camera;

/**
 * A form of login that a camera may ask for besides its usual one (RFC 7616, RFC 7617).
 *
 * @param algorithm "SHA-256-sess", or "basic" for a readable password
 * @param qop "auth", "auth-int" or nothing
 */
public record LoginAsked(String algorithm, String qop) {
    private static final String SESSION = "-sess";

    boolean isBasic() {
        return algorithm.equals("basic");
    }

    boolean isOfSession() {
        return algorithm.endsWith(SESSION);
    }

    String hash() {
        return algorithm.replace(SESSION, "");
    }

    String challenge(String realm, String nonce) {
        if (isBasic()) {
            return "Basic realm=\"" + realm + "\"";
        }
        return "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                + (qop.isEmpty() ? "" : ", qop=\"" + qop + "\"");
    }
}
