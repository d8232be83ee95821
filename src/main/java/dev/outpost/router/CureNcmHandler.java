package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.Step;
import java.util.List;

/**
 * The ncm handler knows the modem's manufacturer although a carriage return follows it. OpenWrt before 25.12 takes "huawei" with one for an
 * unsupported modem; 25.12 strips it. What the first run left alone, a later one leaves alone as well: a handler of another release is
 * touched only where wan has no address through it.
 *
 * @param arriving whether the handler is about to be installed
 */
public record CureNcmHandler(boolean arriving) implements Step<RouterFacts> {
    @Override
    public String title() {
        return "the ncm handler understands the modem's name";
    }

    @Override
    public Finding check(RouterFacts router) {
        return switch (router.ncmHandler()) {
            case ILL ->
                isOlder(router) || router.wanAddress().isEmpty()
                        ? cure()
                        : Finding.satisfied(
                                "the handler keeps the carriage return, and wan has an address all the same");
            case ABSENT -> arriving && isOlder(router) ? cure() : Finding.satisfied("no ncm handler that needs it");
            case CURED -> Finding.satisfied("the handler strips the carriage return");
            case UNKNOWN ->
                Finding.satisfied("the handler is written in a way that nobody knows yet: it is left as it is");
        };
    }

    private static Finding cure() {
        return new Finding.Needed(List.of(RouterChange.Plain.of(
                        "handler",
                        Phase.CONFIG,
                        "/lib/netifd/proto/ncm.sh strips the CR behind the modem's manufacturer (as OpenWrt 25.12 does)",
                        new Stroke.Alone(Look.cure()))
                .restarting(RouterChange.Restart.NETWORK)));
    }

    /** 22.03, 23.05 and 24.10: before the cure of OpenWrt's own. */
    private static boolean isOlder(RouterFacts router) {
        return router.board().release().matches("2[0-4]\\.[0-9]{2}(\\..*)?");
    }
}
