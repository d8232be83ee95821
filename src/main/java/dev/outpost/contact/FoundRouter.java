package dev.outpost.contact;

import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Login;
import dev.outpost.text.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A host that greets as dropbear does, after a look.
 *
 * @param mac as the router says, else as its address tells
 * @param login how it let us in; absent where it did not
 */
public record FoundRouter(
        Neighbour at,
        Optional<String> mac,
        Optional<String> hostKey,
        Optional<Login> login,
        Optional<RouterFacts> facts,
        Standing standing) {

    /** Whether it may be an OpenWrt. */
    boolean counts() {
        return switch (standing.kind()) {
            case FRESH, OURS, CHANGED, FOREIGN -> true;
            case NOT_OPENWRT, SILENT -> false;
        };
    }

    /** Whether an IPv4 address is one of its own; not known where it let nobody look. */
    Optional<Boolean> hasAddress(String ip4) {
        return facts.map(router -> addresses(router).contains(ip4));
    }

    /** Every IPv4 address of a router. */
    static Set<String> addresses(RouterFacts router) {
        var all = router.interfaces().values().stream()
                .flatMap(each -> each.addresses().stream())
                .collect(Collectors.toSet());
        router.lanAddress().ifPresent(all::add);
        return all;
    }

    /** Model and release, as far as it told. */
    public Optional<String> model() {
        return facts.map(RouterFacts::board).map(board -> board.model() + ", OpenWrt " + board.release());
    }

    Map<String, @Nullable Object> json() {
        var board = facts.map(RouterFacts::board);
        return Json.object(
                "interface", at.device(),
                "address", at.address(),
                "reach", at.reach(),
                "mac", mac,
                "state", standing.kind().word(),
                "site", standing.site(),
                "because", standing.because(),
                "hostKey", hostKey,
                "login", login.map(how -> how.name().toLowerCase(Locale.ROOT)),
                "board", board.map(RouterFacts.Board::name),
                "model", board.map(RouterFacts.Board::model),
                "release", board.map(RouterFacts.Board::release));
    }
}
