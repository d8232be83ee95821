package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Why a camera let nobody in; only {@code Wrong} has cost a try. */
sealed interface LoginRefusal {
    /** No lock-out of a camera is longer; one that says so is not believed. */
    Duration LONGEST_LOCK = Duration.ofHours(2);

    /** It wants a login, and the site file gives none. */
    record Missing() implements LoginRefusal {}

    /** It wants a login of a kind that we do not speak. */
    record Unknown(String offered) implements LoginRefusal {}

    /** It wants the password as it is, and the site file does not allow that. */
    record ReadableOnly() implements LoginRefusal {}

    /**
     * It lets nobody in from here for a while.
     *
     * @param left as it says; empty where it does not
     */
    record Locked(Optional<Duration> left) implements LoginRefusal {}

    /**
     * It does not take this name and password.
     *
     * @param left how often somebody may still try, as it says; empty where it does not
     */
    record Wrong(Optional<Integer> left) implements LoginRefusal {}

    /** Reads ISAPI's answer to a refused login. */
    static Optional<LoginRefusal> lock(Reply reply) {
        var said = new String(reply.body(), StandardCharsets.UTF_8);
        var isLocked =
                Firmware.element(said, "lockStatus").filter("lock"::equals).isPresent();
        return isLocked
                ? Optional.of(new Locked(number(said, "unlockTime")
                        .map(Duration::ofSeconds)
                        .map(time -> time.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : time)))
                : Optional.empty();
    }

    /** What a camera says after it was offered a login. */
    static LoginRefusal after(Reply reply) {
        return lock(reply)
                .orElseGet(() -> new Wrong(number(new String(reply.body(), StandardCharsets.UTF_8), "retryLoginTime")));
    }

    private static Optional<Integer> number(String xml, String name) {
        return Firmware.element(xml, name)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::valueOf);
    }

    /** How long it lets nobody in from here, where it says so. */
    default Optional<Duration> lockedFor() {
        return this instanceof Locked(var left) ? left : Optional.empty();
    }

    /** In words, behind "the camera". */
    default String words() {
        return switch (this) {
            case Missing() -> "asks for a name and a password, and the site file gives none";
            case Unknown(var offered) -> "asks for a login that is not known here: " + offered;
            case ReadableOnly() -> "wants its password readable for everybody on the way";
            case Locked(var left) ->
                "has locked this address"
                        + left.map(time -> " for " + time.toSeconds() + " s more")
                                .orElse("");
            case Wrong(var left) ->
                "refuses the name and password that the site file gives"
                        + left.map(times -> "; it says that " + times + " tries are left")
                                .orElse("");
        };
    }
}
