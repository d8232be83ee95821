package dev.outpost.uplink;

import dev.outpost.at.SimUnlock;
import dev.outpost.at.SimUnlock.Outcome;
import dev.outpost.profile.Handler;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;

/** What became of a site's PIN, for a person: said, or a problem that stays. */
record PinTold(Site site, Narrator narrator) {
    /** Empty where the SIM is open, or asks for nothing that could be sent. */
    Optional<Problem> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotNeeded() -> {
                narrator.saw("the SIM asks for no PIN", "AT+CPIN?");
                yield Optional.empty();
            }
            case Outcome.Unlocked() -> {
                narrator.done("the SIM is unlocked");
                yield Optional.empty();
            }
            case Outcome.Refused(var rule, var because) -> refused(rule, because);
            case Outcome.Wrong(var left) ->
                stays(
                        ProblemCode.SIM_PIN_WRONG,
                        "the SIM does not take modem.pin" + left(left),
                        "it is not sent again");
            case Outcome.Unclear(var because, var left) ->
                stays(
                        ProblemCode.SIM_PIN_UNCLEAR,
                        "modem.pin was sent, and nobody knows whether the SIM took it" + left(left),
                        because + "; it is not sent again");
        };
    }

    /** Nothing that is written down tells the site's SIM from others: an earlier version noted two digits of it. */
    Optional<Problem> notKnown(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var rule, var because) && rule == SimUnlock.Rule.OTHER_SIM
                ? stays(
                        ProblemCode.SIM_NOT_THE_ONE,
                        "nobody knows whether this is the SIM that modem.pin was given for",
                        "the saved probe does not hold its number: an earlier version wrote it, or it was not saved with --save")
                : told(outcome);
    }

    private Optional<Problem> refused(SimUnlock.Rule rule, String because) {
        return switch (rule) {
            case NOT_ASKED_FOR -> {
                narrator.warned("no PIN was sent: " + because);
                yield Optional.empty();
            }
            case OTHER_SIM -> stays(ProblemCode.SIM_NOT_THE_ONE, "modem.pin was given for another SIM", because);
            case TRIES_LOW, TRIES_UNKNOWN ->
                stays(
                        ProblemCode.SIM_PIN_LOW,
                        "the SIM asks for its PIN, and none was sent: " + because,
                        "a SIM is never risked");
            case SENT_BEFORE -> stays(ProblemCode.SIM_PIN_SPENT, "modem.pin is not sent again", because);
            case DOUBTFUL_PORT, NO_MEMORY ->
                stays(ProblemCode.SIM_PIN_NEEDED, "the SIM asks for its PIN, and none was sent", because);
        };
    }

    void removed(Outcome outcome) {
        switch (outcome) {
            case Outcome.NotNeeded() -> narrator.saw("the SIM has no lock", "AT+CLCK");
            case Outcome.Unlocked() -> narrator.done("the SIM's lock is off: it asks for no PIN any more");
            case Outcome.Refused(var rule, var because) -> narrator.warned("the SIM keeps its lock: " + because);
            case Outcome.Wrong(var left) ->
                narrator.warned("the SIM keeps its lock: it does not take modem.pin" + left(left));
            case Outcome.Unclear(var because, var left) -> narrator.warned("the SIM's lock: " + because + left(left));
        }
    }

    /** Who sends the PIN after the next power cut, where the router's own script cannot. */
    void nobodyOpensItNext(Handler handler) {
        if (!RouterPin.isKept(site, handler)) {
            narrator.warned(
                    "after a power cut the SIM asks for its PIN again, and nobody enters it: the router's programs for "
                            + handler.proto()
                            + " tell no card number and take a PIN where every process can read it. Write pin-lock: remove below modem: in "
                            + site.file());
        }
    }

    /** The router sent it. */
    Optional<Problem> spent() {
        return stays(
                ProblemCode.SIM_PIN_SPENT,
                "modem.pin is not sent again",
                "the router sent it, and the SIM stayed locked");
    }

    /** No port took it. */
    void unasked(List<String> ttys) {
        narrator.warned("the SIM was not asked for its state, and no PIN was sent: "
                + (ttys.isEmpty()
                        ? "the modem has no serial port on the router that could take it; take the lock off the SIM"
                        : "no answer on " + String.join(", ", ttys) + " of the router"));
    }

    static ProblemException noPin(SecretSource source) {
        return new ProblemException(ProblemCode.SITE_PIN_FORM.problem(
                "modem.pin is no PIN",
                "what " + source + " gives has not 4 to 8 digits",
                "correct " + source + ", then run the same command again"));
    }

    private Optional<Problem> stays(ProblemCode code, String what, String because) {
        var next = code == ProblemCode.SIM_NOT_THE_ONE
                ? "with this SIM in the dongle run: outpost probe --save " + site.file() + "; or put the site's SIM in"
                : "unlock the SIM in a telephone or take its lock off there, then run the same command again";
        return Optional.of(new Problem(code, what, because, next));
    }

    private static String left(Optional<Integer> left) {
        return left.map(n -> "; " + (n == 1 ? "one try is" : n + " tries are") + " left")
                .orElse("");
    }
}
