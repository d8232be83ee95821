package dev.outpost.workflow;

import dev.outpost.router.Guard;
import dev.outpost.shell.Answer;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.time.Duration;
import java.util.List;

/** What went wrong on the router, in words: from the exit statuses of our own scripts. */
final class RouterTrouble {
    private static final String RESTARTED = "the router started anew in the middle of this run";

    private RouterTrouble() {}

    /** The answers, if all succeeded. */
    static List<Answer> require(List<Answer> answers) {
        var last = answers.getLast();
        if (!last.succeeded()) {
            throw new ProblemException(problem(last));
        }
        return answers;
    }

    static Problem problem(Answer answer) {
        var words = answer.lastWords();
        return switch (answer.status()) {
            case Guard.FOREIGN ->
                new Problem(
                        ProblemCode.GUARD_FOREIGN,
                        "another run is changing this router: " + words,
                        "its guard is armed",
                        "wait " + Guard.WINDOW.toSeconds() + " s, then run the same command again");
            case Guard.NO_ROOM ->
                new Problem(
                        ProblemCode.FLASH_FULL,
                        "the guard cannot keep a copy of the configuration: " + words,
                        "the flash is full",
                        "free some space on the router, or reset it (hold reset for 10 s)");
            case Guard.NOT_RUNNING ->
                new Problem(
                        ProblemCode.GUARD_NOT_RUNNING,
                        "the guard does not start: " + words,
                        "procd refuses it; nothing was changed",
                        "run: ssh root@ROUTER logread");
            case Guard.ROLLED_BACK -> rolledBack("the guard's time was up", List.of());
            case Guard.FAILED -> notBack(words, List.of());
            case 81, 87 ->
                new Problem(
                        ProblemCode.FLASH_FULL,
                        words,
                        "what was written did not stay: the flash is full",
                        "free some space on the router, or reset it (hold reset for 10 s)");
            case 82 ->
                new Problem(
                        ProblemCode.ROUTER_PASSWORD, words, "passwd did not take it", "run: ssh root@ROUTER passwd");
            case 83 ->
                new Problem(
                        ProblemCode.PKG_DAMAGED,
                        words,
                        "the line dropped or changed something",
                        "run the same command again");
            case 84 ->
                new Problem(
                        ProblemCode.PKG_NOT_INSTALLED,
                        words,
                        "the package manager's exit status says nothing, so each package was looked at",
                        "read its words above; a reset router starts clean");
            case 98 ->
                new Problem(
                        ProblemCode.FLASH_FULL,
                        words,
                        "the packages take more of this flash than their index says; what was installed of them was removed again, and"
                                + " opkg's list of the others is whole",
                        "remove packages that the site does not need, or flash an image that holds these already");
            case 95 ->
                new Problem(
                        ProblemCode.LAN_NOT_MOVED,
                        words,
                        "netifd did not take the new address",
                        "run: ssh root@ROUTER logread -e netifd");
            case 86 ->
                new Problem(
                        ProblemCode.ROUTER_UCI, words, "uci's words, not its exit status, decide", "run: uci changes");
            default ->
                new Problem(
                        ProblemCode.ROUTER_REFUSED,
                        "the router refused at " + answer.script() + " (status " + answer.status() + "): " + words,
                        "the cause is not known beyond these words",
                        "read them, cure it on the router, then run the same command again");
        };
    }

    static Problem firewall(String words) {
        return new Problem(
                ProblemCode.ROUTER_FIREWALL,
                "the firewall does not take the section " + words,
                "fw4 exits 0 all the same; its words and the ruleset in the kernel decide",
                "run on the router: fw4 check");
    }

    static Problem rolledBack(String because, List<String> packages) {
        return new Problem(
                ProblemCode.GUARD_ROLLED_BACK,
                "the router put its old configuration back" + left(packages),
                because,
                "check cable and power, then run the same command again");
    }

    /** It went back because it started anew, not because nobody came in time. */
    static Problem restarted(Problem problem, Duration ago) {
        return problem.withBecause(
                RESTARTED + " (it has been up for " + ago.toSeconds() + " s): its power was cut, or it crashed");
    }

    static boolean hasRestarted(Problem problem) {
        return problem.because().startsWith(RESTARTED);
    }

    /** The worst end: neither kept nor put back. */
    static Problem notBack(String words, List<String> packages) {
        return new Problem(
                ProblemCode.GUARD_ROLLBACK_FAILED,
                "the router could not put its old configuration back: " + words + left(packages),
                "its flash is full, read-only or damaged",
                "reset the router (hold reset for 10 s, or firstboot -y && reboot), then run the same command again");
    }

    /** We put everything back ourselves: exit 5, with the cause that made us do it. */
    static Problem undone(Problem cause, List<String> packages) {
        return cause.withWhat(cause.what() + "; the router's old configuration was put back" + left(packages))
                .rolledBack();
    }

    private static String left(List<String> packages) {
        return packages.isEmpty() ? "" : "; packages left behind: " + String.join(" ", packages);
    }
}
