package dev.outpost.shell;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Resource;
import dev.outpost.step.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What our own scripts end with, by the machine that they run on: one table for the program and for the scripts, whose numbers are held
 * against it. Their words stand in {@code script-status.tsv}.
 */
public enum ScriptStatus {
    ROUTER_FOREIGN(Target.ROUTER, 75, ProblemCode.GUARD_FOREIGN),
    ROUTER_NO_ROOM(Target.ROUTER, 76, ProblemCode.FLASH_FULL),
    ROUTER_GUARD_NOT_RUNNING(Target.ROUTER, 77, ProblemCode.GUARD_NOT_RUNNING),
    ROUTER_NOT_RESTORED(Target.ROUTER, 78, ProblemCode.GUARD_ROLLBACK_FAILED),
    ROUTER_ROLLED_BACK(Target.ROUTER, 80, ProblemCode.GUARD_ROLLED_BACK),
    ROUTER_KEY_LOST(Target.ROUTER, 81, ProblemCode.FLASH_FULL),
    ROUTER_PASSWORD(Target.ROUTER, 82, ProblemCode.ROUTER_PASSWORD),
    ROUTER_PACKAGE_DAMAGED(Target.ROUTER, 83, ProblemCode.PKG_DAMAGED),
    ROUTER_NOT_INSTALLED(Target.ROUTER, 84, ProblemCode.PKG_NOT_INSTALLED),
    ROUTER_UCI(Target.ROUTER, 86, ProblemCode.ROUTER_UCI),
    ROUTER_FILE_LOST(Target.ROUTER, 87, ProblemCode.FLASH_FULL),
    ROUTER_NETWORK_STUCK(Target.ROUTER, 88, ProblemCode.ROUTER_REFUSED),
    ROUTER_NO_TMP(Target.ROUTER, 89, ProblemCode.ROUTER_REFUSED),
    ROUTER_LAN_NOT_MOVED(Target.ROUTER, 95, ProblemCode.LAN_NOT_MOVED),
    /** Asked too early: on another new connection the answer may be another. */
    ROUTER_NOT_YET(Target.ROUTER, 96, ProblemCode.LAN_NOT_MOVED),
    ROUTER_FLASH_FILLED(Target.ROUTER, 98, ProblemCode.FLASH_FULL),
    ROUTER_STICK(Target.ROUTER, 99, ProblemCode.WAY_STICK_REFUSED),
    RELAY_FOREIGN(Target.RELAY, 75, ProblemCode.RELAY_BUSY),
    /** Somebody changed this site between our look and our change: it is looked at again. */
    RELAY_CHANGED_MEANWHILE(Target.RELAY, 76, ProblemCode.RELAY_BUSY),
    RELAY_PACKAGES(Target.RELAY, 78, ProblemCode.RELAY_PACKAGES),
    RELAY_NOT_LOADED(Target.RELAY, 79, ProblemCode.RELAY_REFUSED),
    RELAY_ROLLED_BACK(Target.RELAY, 80, ProblemCode.GUARD_ROLLED_BACK),
    /** Nothing was changed yet: the site is given something else. */
    RELAY_TAKEN(Target.RELAY, 81, ProblemCode.RELAY_TAKEN),
    RELAY_DISK_FULL(Target.RELAY, 82, ProblemCode.RELAY_DISK_FULL),
    RELAY_DPKG_LOCKED(Target.RELAY, 83, ProblemCode.RELAY_PACKAGES),
    RELAY_NO_SUCH_PACKAGE(Target.RELAY, 84, ProblemCode.RELAY_PACKAGES);

    private final Target target;
    private final int number;
    private final ProblemCode code;

    ScriptStatus(Target target, int number, ProblemCode code) {
        this.target = target;
        this.number = number;
        this.code = code;
    }

    private static final class Words {
        static final Map<String, String[]> ROWS = Resource.text("/dev/outpost/shell/script-status.tsv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .collect(Collectors.toMap(row -> row[0], row -> row));
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
        var row = Objects.requireNonNull(Words.ROWS.get(name()), name());
        return new Problem(code, row[1].replace("%s", lastWords), row[2], row[3]);
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
