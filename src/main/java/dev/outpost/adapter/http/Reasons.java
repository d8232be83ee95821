package dev.outpost.adapter.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Why nothing was fetched, in words. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable e) {
        for (var at = e; at != null; at = at.getCause()) {
            var words = words(at);
            if (!words.isEmpty()) {
                return words;
            }
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String words(Throwable e) {
        return switch (e) {
            case CertificateException bad -> "the server's certificate is not trusted: " + bad.getMessage();
            case UnknownHostException unknown -> "the name does not resolve";
            case UnresolvedAddressException unknown -> "the name does not resolve";
            case HttpConnectTimeoutException silent -> "nobody answers";
            case HttpTimeoutException slow -> "no answer in time";
            case SSLException bad when bad.getCause() == null -> "no TLS connection: " + bad.getMessage();
            case ConnectException refused -> "connection refused";
            default -> "";
        };
    }
}
