package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/**
 * The ncm handler knows the modem's manufacturer although a carriage return follows it. OpenWrt 23.05 and 24.10 take
 * "huawei" with one for an unsupported modem; 25.12 strips it.
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
        var needsCure = router.board().release().matches("(23\\.05|24\\.10)\\..*");
        return switch (router.ncmHandler()) {
            case ILL -> new Finding.Needed(List.of(new RouterChange.CureHandler()));
            case ABSENT ->
                arriving && needsCure
                        ? new Finding.Needed(List.of(new RouterChange.CureHandler()))
                        : Finding.satisfied("no ncm handler that needs it");
            case CURED -> Finding.satisfied("the handler strips the carriage return");
            case UNKNOWN -> Finding.satisfied("the handler is another one than those that need the cure");
        };
    }
}
