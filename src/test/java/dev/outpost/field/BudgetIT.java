package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The month's data of a site, counted by real nft: 10 MB are given, a viewer pulls 11. */
class BudgetIT {
    private static final long GIVEN = 10_000_000;

    @TempDir
    Path folder;

    @Test
    void stopsViewersAtTheQuotaLeavesSshAndKeepsTheCountOverARestart() throws Exception {
        Field.isNeeded();
        router();

        var said = runs();

        assertEquals(List.of("2000000"), rest(said, "pulled"), "all of it below the quota");
        sameCount(0, used(said, "empty"), "nobody looked yet");
        assertTrue(used(said, "first") > 2_000_000 && used(said, "first") < 2_400_000, "with their headers: " + said);
        var got = Long.parseLong(rest(said, "rest").getFirst());
        assertTrue(got > 7_000_000 && got < 8_000_000, "the viewer got " + got + " more before it stopped");
        assertTrue(used(said, "over") >= GIVEN && used(said, "over") < GIVEN + 300_000, "" + said);
        assertEquals(List.of("0"), rest(said, "after"), "nothing more");
        assertEquals(
                List.of("ssh", "again"),
                said.stream().filter(l -> l.matches("ssh|again")).toList(),
                "" + said);
        sameCount(used(said, "before"), used(said, "reboot"), "the count outlives the restart");
        assertEquals(List.of("0"), rest(said, "rebooted"));
        assertTrue(rest(said, "before").stream().anyMatch(l -> l.matches("data-camera yard \\d{8}")), "" + said);
        assertTrue(rest(said, "note").contains("month 2026-11"), "" + said);
        aMonthBeginsByAClockThatWasSetAndNeverBackwards(said);
        whatIsRedirectedFromWanCounts(said);
    }

    private static void whatIsRedirectedFromWanCounts(List<String> said) {
        assertEquals("3000000", rest(said, "public").getFirst(), "" + said);
        assertTrue(used(said, "public") > 3_100_000 && used(said, "public") < 3_500_000, "" + said);
        assertTrue(rest(said, "public").stream().anyMatch(line -> line.matches("data-camera yard 3\\d{6}")), "" + said);
        assertTrue(Long.parseLong(rest(said, "spent").getFirst()) < 9_000_000, "12 MB are over: " + said);
        assertEquals(List.of("0"), rest(said, "nomore"));
    }

    /** Connections that ended may send their last packets again meanwhile; a kernel tells of its groups (76 bytes of MLD, RFC 3810). */
    private static void sameCount(long before, long after, String why) {
        assertTrue(after >= before && after < before + 20_000, why + ": " + before + " bytes, then " + after);
    }

    private void aMonthBeginsByAClockThatWasSetAndNeverBackwards(List<String> said) throws IOException {
        assertEquals(List.of("100000"), rest(said, "raised").subList(0, 1), "more data were bought: " + said);
        var count = used(said, "raised");
        sameCount(count, used(said, "seventies"), "a clock of 1970 begins no month");
        sameCount(count, used(said, "october"), "a clock of last month begins none");
        sameCount(0, used(said, "december"), "a new month");
        assertEquals("100000", rest(said, "december").getLast());
        assertEquals(
                List.of(
                        "80 % of the month's data are used",
                        "the month's data are used up: viewers wait for the next month, SSH goes on"),
                Files.readAllLines(folder.resolve("say/log")).stream()
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Of "NAME data LIMIT USED SINCE MONTH". */
    private static long used(List<String> said, String when) {
        return rest(said, when).stream()
                .filter(line -> line.startsWith("data "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                .findFirst()
                .orElseThrow(() -> new AssertionError(when + ": " + said));
    }

    private static List<String> rest(List<String> said, String first) {
        return said.stream()
                .filter(line -> line.startsWith(first + " "))
                .map(line -> line.substring(first.length() + 1))
                .toList();
    }

    private void router() throws IOException {
        for (var name : List.of("bin", "tmp", "proc", "etc", "usr/sbin", "say/uci")) {
            Files.createDirectories(folder.resolve(name));
        }
        var applets = new TreeSet<>(Lists.applets());
        applets.removeAll(List.of("uci", "logger", "date", "nft"));
        var shell = folder.resolve("bin/busybox");
        Field.program(shell, LimitedBusyBox.of(Files.readAllBytes(Path.of("/usr/bin/busybox")), applets));
        Files.createSymbolicLink(folder.resolve("bin/nft"), Path.of("/usr/sbin/nft"));
        standIn("uci", "cat \"$SAY/uci/$3\" 2>/dev/null");
        standIn("logger", "echo \"$3\" >>\"$SAY/log\"");
        standIn("date", "/bin/date -u -d \"@$(cat \"$SAY/now\")\" \"$2\"");
        Files.copy(
                Path.of("src/main/resources/dev/outpost/router/budget.sh"), folder.resolve("usr/sbin/outpost-budget"));
        say("uci/outpost.budget.data", Long.toString(GIVEN));
        say("uci/outpost.budget.camera", "yard:192.168.1.64");
        say("now", "1795780800"); // 2026-11-27T12:00Z
        Files.writeString(folder.resolve("proc/uptime"), "1000.00 1.00\n");
    }

    private void standIn(String name, String text) throws IOException {
        Field.program(
                folder.resolve("bin/" + name),
                ("#!" + folder.resolve("bin/busybox") + " ash\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void say(String what, String value) throws IOException {
        Files.writeString(folder.resolve("say/" + what), value + "\n");
    }

    private List<String> runs() throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var box = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child=KILL",
                        "--propagation",
                        "private",
                        "--",
                        "sh",
                        "-c",
                        Lists.resource("/field/budget/line.sh"),
                        "line",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(box.waitFor(2, TimeUnit.MINUTES), () -> "it does not end");
        var said = Files.readAllLines(out);
        assertEquals(0, box.exitValue(), () -> String.join("\n", said));
        return said;
    }
}
