package dev.outpost.profile;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One who keeps a name for an address that moves: {@code device-profiles/openwrt/ddns.yaml}, each with its source.
 *
 * @param url with {@code [DOMAIN]}, {@code [LABEL]}, {@code [USERNAME]}, {@code [PASSWORD]} and {@code [IP]}
 * @param method of HTTP; absent: GET
 * @param data that is sent, with the same words
 * @param username what the site's user name has to look like, a regular expression
 * @param good what an answer begins with that took the address, basic regular expressions; none: any status of 200 to 299
 */
public record DdnsProvider(
        String name,
        String url,
        Login login,
        Optional<String> method,
        Optional<String> data,
        Optional<String> username,
        List<String> good) {
    private static final String FILE = "openwrt/ddns.yaml";

    private static final List<DdnsProvider> SHIPPED =
            Yaml.parse(FILE, ProfileBook.source(FILE)).map().only("providers").maps("providers").stream()
                    .map(DdnsProvider::of)
                    .toList();

    /** How the secret travels. */
    public enum Login {
        QUERY,
        BASIC,
        BEARER
    }

    public DdnsProvider {
        good = List.copyOf(good);
    }

    /** One that no table knows: its URL says it all. */
    public static DdnsProvider of(String name, String url) {
        var login = url.contains("[PASSWORD]") ? Login.QUERY : Login.BASIC;
        return new DdnsProvider(name, url, login, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** Whether a user logs in there; a token alone is nobody's. */
    public boolean asksUsername() {
        return login == Login.BASIC || url.contains("[USERNAME]");
    }

    /** What comes with the program. */
    public static List<DdnsProvider> shipped() {
        return SHIPPED;
    }

    /** The one of this name. */
    public static Optional<DdnsProvider> named(String name) {
        return shipped().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static DdnsProvider of(YamlMap row) {
        row.only("provider", "url", "method", "data", "login", "username", "good", "source")
                .requireString("source");
        return new DdnsProvider(
                row.requireString("provider"),
                row.requireString("url"),
                Login.valueOf(row.require("login")
                        .text()
                        .oneOf("query", "basic", "bearer")
                        .toUpperCase(Locale.ROOT)),
                row.string("method"),
                row.string("data"),
                row.string("username"),
                row.strings("good"));
    }
}
