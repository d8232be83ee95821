package dev.outpost.shell;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What our own scripts end with, by the machine that they run on: one table for the program and for the scripts, whose numbers are held
 * against it. {@code %s} stands for a script's last words.
 */
public enum ScriptStatus {
    ROUTER_FOREIGN(
            Target.ROUTER,
            75,
            ProblemCode.GUARD_FOREIGN,
            "another run is changing this router: %s",
            "its guard is armed",
            "wait 180 s, then run the same command again"),
    ROUTER_NO_ROOM(
            Target.ROUTER,
            76,
            ProblemCode.FLASH_FULL,
            "the guard cannot keep a copy of the configuration: %s",
            "the flash is full",
            "free some space on the router, or reset it (hold reset for 10 s)"),
    ROUTER_GUARD_NOT_RUNNING(
            Target.ROUTER,
            77,
            ProblemCode.GUARD_NOT_RUNNING,
            "the guard does not start: %s",
            "procd refuses it; nothing was changed",
            "run: ssh root@ROUTER logread"),
    ROUTER_NOT_RESTORED(
            Target.ROUTER,
            78,
            ProblemCode.GUARD_ROLLBACK_FAILED,
            "the router could not put its old configuration back: %s",
            "its flash is full, read-only or damaged",
            "reset the router (hold reset for 10 s, or firstboot -y && reboot), then run the same command again"),
    ROUTER_ROLLED_BACK(
            Target.ROUTER,
            80,
            ProblemCode.GUARD_ROLLED_BACK,
            "the router put its old configuration back",
            "the guard's time was up",
            "check cable and power, then run the same command again"),
    ROUTER_KEY_LOST(Target.ROUTER, 81, ProblemCode.FLASH_FULL, "%s", Words.NOT_STAYED, Words.FREE),
    ROUTER_PASSWORD(
            Target.ROUTER,
            82,
            ProblemCode.ROUTER_PASSWORD,
            "%s",
            "passwd did not take it",
            "run: ssh root@ROUTER passwd"),
    ROUTER_PACKAGE_DAMAGED(
            Target.ROUTER,
            83,
            ProblemCode.PKG_DAMAGED,
            "%s",
            "the line dropped or changed something",
            "run the same command again"),
    ROUTER_NOT_INSTALLED(
            Target.ROUTER,
            84,
            ProblemCode.PKG_NOT_INSTALLED,
            "%s",
            "the package manager's exit status says nothing, so each package was looked at",
            "read its words above; a reset router starts clean"),
    ROUTER_UCI(
            Target.ROUTER,
            86,
            ProblemCode.ROUTER_UCI,
            "%s",
            "uci's words, not its exit status, decide",
            "run: uci changes"),
    ROUTER_FILE_LOST(Target.ROUTER, 87, ProblemCode.FLASH_FULL, "%s", Words.NOT_STAYED, Words.FREE),
    ROUTER_NETWORK_STUCK(
            Target.ROUTER,
            88,
            ProblemCode.ROUTER_REFUSED,
            "the router's network did not come up again",
            "its restart hangs",
            "run: ssh root@ROUTER logread -e netifd"),
    ROUTER_NO_TMP(
            Target.ROUTER,
            89,
            ProblemCode.ROUTER_REFUSED,
            "the router has no folder for packages in /tmp",
            "its RAM is full, or /tmp is no file system of its own",
            "restart the router, then run the same command again"),
    ROUTER_LAN_NOT_MOVED(
            Target.ROUTER,
            95,
            ProblemCode.LAN_NOT_MOVED,
            "%s",
            "netifd did not take the new address",
            "run: ssh root@ROUTER logread -e netifd"),
    /** Asked too early: on another new connection the answer may be another. */
    ROUTER_NOT_YET(
            Target.ROUTER,
            96,
            ProblemCode.LAN_NOT_MOVED,
            "the router still answers at its old address",
            "its move has not begun",
            "run the same command again"),
    ROUTER_FLASH_FILLED(
            Target.ROUTER,
            98,
            ProblemCode.FLASH_FULL,
            "%s",
            "the packages take more of this flash than their index says; what was installed of them was removed again, and opkg's list"
                    + " of the others is whole",
            "remove packages that the site does not need, or flash an image that holds these already"),
    ROUTER_STICK(
            Target.ROUTER,
            99,
            ProblemCode.WAY_STICK_REFUSED,
            "%s",
            "its firmware does not know the page, or wants a login for it; no password is guessed",
            "set it by hand in the stick's own pages, in a browser behind the router; or take modem.hilink out of the site file"),
    RELAY_FOREIGN(
            Target.RELAY,
            75,
            ProblemCode.RELAY_BUSY,
            "another run is changing the relay: %s",
            "its guard is armed",
            "wait two minutes, then run the same command again"),
    /** Somebody changed this site between our look and our change: it is looked at again. */
    RELAY_CHANGED_MEANWHILE(
            Target.RELAY,
            76,
            ProblemCode.RELAY_BUSY,
            "others change this site on the relay faster than this run: %s",
            "it is applied from more than one place at once",
            "run the same command again"),
    RELAY_PACKAGES(
            Target.RELAY,
            78,
            ProblemCode.RELAY_PACKAGES,
            "the relay cannot install its packages: %s",
            "its package source does not answer",
            "on the relay, make this work: apt-get update && apt-get install nftables wireguard-tools"),
    RELAY_NOT_LOADED(
            Target.RELAY,
            79,
            ProblemCode.RELAY_REFUSED,
            "the relay does not run what was written: %s",
            "the words are the server's own; its guard puts everything back",
            Words.CURE_THERE),
    RELAY_ROLLED_BACK(
            Target.RELAY,
            80,
            ProblemCode.GUARD_ROLLED_BACK,
            "the relay put its old configuration back",
            "nobody confirmed the change within 120 s",
            "run the same command again"),
    /** Nothing was changed yet: the site is given something else. */
    RELAY_TAKEN(
            Target.RELAY,
            81,
            ProblemCode.RELAY_TAKEN,
            "the relay has given away what this site was to get: %s",
            "another laptop, or another ledger, gave it to another site",
            "run the same command again: this site is given something else"),
    RELAY_DISK_FULL(
            Target.RELAY,
            82,
            ProblemCode.RELAY_DISK_FULL,
            "the relay's disk is full: %s",
            "what was to be written did not stay, so nothing was changed",
            "make room on the relay (df -h; journalctl --vacuum-size=50M; apt-get clean), then run the same command again"),
    RELAY_DPKG_LOCKED(
            Target.RELAY,
            83,
            ProblemCode.RELAY_PACKAGES,
            "the relay is installing something else since more than four minutes: %s",
            "another program holds dpkg's lock there, on a fresh server unattended-upgrades",
            "on the relay, wait for it to end (ps -C apt,apt-get,unattended-upgr), then run the same command again"),
    RELAY_NO_SUCH_PACKAGE(
            Target.RELAY,
            84,
            ProblemCode.RELAY_PACKAGES,
            "the relay's package source has no such package: %s",
            "its list of sources lacks the distribution's main part, or an old release was moved away",
            "on the relay, correct /etc/apt/sources.list (or sources.list.d), then: apt-get update && apt-get install nftables wireguard-tools");

    private final Target target;
    private final int number;
    private final ProblemCode code;
    private final String what;
    private final String because;
    private final String next;

    ScriptStatus(Target target, int number, ProblemCode code, String what, String because, String next) {
        this.target = target;
        this.number = number;
        this.code = code;
        this.what = what;
        this.because = because;
        this.next = next;
    }

    private static final class Words {
        static final String NOT_STAYED = "what was written did not stay: the flash is full";
        static final String FREE = "free some space on the router, or reset it (hold reset for 10 s)";
        static final String CURE_THERE = "read them, cure it on the relay, then run the same command again";
    }

    public Target target() {
        return target;
    }

    public int number() {
        return number;
    }

    /** Whether a script ended so. */
    public boolean is(Answer answer) {
        return answer.status() == number;
    }

    /** The problem that this status stands for. */
    public Problem problem(String lastWords) {
        return new Problem(code, what.replace("%s", lastWords), because, next);
    }

    /** What a script of ours ended with on such a machine; empty where it is none of its numbers. */
    public static Optional<ScriptStatus> of(Target target, int number) {
        return Arrays.stream(values())
                .filter(each -> each.target == target && each.number == number)
                .findFirst();
    }

    /** The problem of an answer that did not succeed. */
    public static Problem problem(Target target, Answer answer) {
        return of(target, answer.status())
                .map(status -> status.problem(answer.lastWords()))
                .orElseGet(() -> new Problem(
                        target == Target.RELAY ? ProblemCode.RELAY_REFUSED : ProblemCode.ROUTER_REFUSED,
                        "the " + target.word() + " refused at " + answer.script() + " (status " + answer.status()
                                + "): " + answer.lastWords(),
                        "the cause is not known beyond these words",
                        "read them, cure it on the " + target.word() + ", then run the same command again"));
    }

    /**
     * The answers, if all succeeded.
     *
     * @throws ProblemException with the last one's problem
     */
    public static List<Answer> require(Target target, List<Answer> answers) {
        var last = answers.getLast();
        if (!last.succeeded()) {
            throw new ProblemException(problem(target, last));
        }
        return answers;
    }
}
