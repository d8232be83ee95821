package dev.outpost.run;

import dev.outpost.shell.Answer;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.time.Duration;
import java.util.List;

/** What a guarded run met on the router, in words. */
final class RouterProblems {
    private static final String RESTARTED = "the router started anew in the middle of this run";

    private static final String LEFT = "; packages left behind: ";

    private RouterProblems() {}

    /** @throws ProblemException {@code ROUTER-FIREWALL} where the ruleset in the kernel lacks a section */
    static void refuseFirewall(List<Answer> answers) {
        ProblemException.ifAny(answers.stream()
                .flatMap(answer -> answer.stdout().lines())
                .filter(line -> line.startsWith("firewall "))
                .findFirst()
                .map(line -> new Problem(
                        ProblemCode.ROUTER_FIREWALL,
                        "the firewall does not take the section " + line.substring(9),
                        "fw4 exits 0 all the same; its words and the ruleset in the kernel decide",
                        "run on the router: fw4 check")));
    }

    static Problem rolledBack(String because, List<String> packages) {
        return new Problem(
                ProblemCode.GUARD_ROLLED_BACK,
                "the router put its old configuration back",
                because + left(packages),
                "check cable and power, then run the same command again");
    }

    /** It went back because it started anew, not because nobody came in time. */
    static Problem restarted(Problem problem, Duration ago) {
        return problem.withBecause(RESTARTED + " (it has been up for " + ago.toSeconds()
                + " s): its power was cut, or it crashed"
                + problem.because().replaceFirst("^(?:(?!" + LEFT + ").)*", ""));
    }

    static boolean hasRestarted(Problem problem) {
        return problem.because().startsWith(RESTARTED);
    }

    /** The worst end: neither kept nor put back. */
    static Problem notBack(String words, List<String> packages) {
        return new Problem(
                ProblemCode.GUARD_ROLLBACK_FAILED,
                "the router could not put its old configuration back: " + words,
                "its flash is full, read-only or damaged" + left(packages),
                "reset the router (hold reset for 10 s, or firstboot -y && reboot), then run the same command again");
    }

    /** We put everything back ourselves: exit 5, with the cause that made us do it. */
    static Problem undone(Problem cause, List<String> packages) {
        return cause.withWhat(cause.what() + "; the router's old configuration was put back")
                .withBecause((cause.because() + left(packages)).replaceFirst("^; ", ""))
                .rolledBack();
    }

    private static String left(List<String> packages) {
        return packages.isEmpty() ? "" : LEFT + String.join(" ", packages);
    }
}
