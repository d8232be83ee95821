package dev.outpost.uplink;

import dev.outpost.ledger.SlowHash;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.UseRadio;
import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.WifiWish;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uci.UciChange;
import java.util.List;
import java.util.stream.Collectors;

/** Passwords of wireless networks: confided to the router, and recognized there by a slow hash, so that a second run has nothing to do. */
public record WifiKeys(Secrets secrets) {
    private static final String MARK = "mark";

    /**
     * The radio has this network.
     *
     * @param name of its section
     * @param network that it belongs to
     * @param isOwn whether the router is the access point
     */
    public UseRadio step(String name, String network, boolean isOwn, WifiWish wish, RouterFacts router) {
        return new UseRadio(name, network, isOwn, wish.ssid(), wish.country(), isKnown(name, wish, router));
    }

    /** One that would have to be asked for is taken for the same. */
    private boolean isKnown(String name, WifiWish wish, RouterFacts router) {
        var mark = router.uci("outpost").section(name).flatMap(section -> section.value(MARK));
        if (wish.password() instanceof SecretSource.Prompt) {
            return mark.isPresent();
        }
        var password = password(wish).reveal();
        return mark.filter(entry -> SlowHash.matches(entry, password)).isPresent();
    }

    private Secret password(WifiWish wish) {
        var password = secrets.read(wish.password(), "the password of the wireless network " + wish.ssid());
        if (!password.reveal().matches("[\\x20-\\x7e]{8,63}")) {
            throw new ProblemException(ProblemCode.SITE_WIFI_PASSWORD.problem(
                    "the password of the wireless network " + wish.ssid() + " is none of WPA",
                    "what " + wish.password() + " gives has not 8 to 63 characters of ASCII",
                    "correct " + wish.password() + ", then run the same command again"));
        }
        return password;
    }

    /** What gives the router the password. */
    public Script giving(String name, WifiWish wish) {
        var password = password(wish).reveal();
        var edits = List.<UciChange>of(
                new UciChange.SetOption("wireless", name, "key", password),
                new UciChange.MakeSection("outpost", name, "wifi"),
                new UciChange.SetOption("outpost", name, MARK, SlowHash.of(password)));
        return Script.in(Guard.class, "wifi-key")
                .secret(
                        "EDITS",
                        Secret.of(edits.stream().map(UciChange::batchLine).collect(Collectors.joining("\n"))));
    }
}
