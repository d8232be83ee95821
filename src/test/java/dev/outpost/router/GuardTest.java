package dev.outpost.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LocalShell;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard's own scripts, run by this machine's {@code /bin/sh} in a root folder; procd and the init scripts are stand-ins. */
class GuardTest {
    private static final Guard GUARD = new Guard("run-00000001");

    @TempDir
    Path root;

    private final LocalShell shell = new LocalShell();
    private final List<ProcessHandle> supervisors = new ArrayList<>();

    @BeforeEach
    void aRouterWithItsOldConfiguration() throws IOException {
        for (var folder : List.of("etc/config", "etc/dropbear", "etc/init.d", "etc/rc.d", "www", "tmp", "proc")) {
            Files.createDirectories(root.resolve(folder));
        }
        write("etc/config/network", "old network\n");
        write("etc/config/firewall", "old firewall\n");
        write("etc/dropbear/dropbear_rsa_host_key", "host key");
        write("etc/shadow", "root:::0:99999:7:::\n");
        uptimeIs(1000);
        for (var service : List.of("network", "firewall", "dropbear")) {
            executable("etc/init.d/" + service, "echo " + service + " $1 >>'" + root + "/tmp/restarts'\n");
        }
    }

    @AfterEach
    void noSupervisorIsLeft() throws IOException {
        nothingRuns();
        Files.deleteIfExists(root.resolve("etc/outpost/guard/complete"));
    }

    @Test
    void putsEverythingBackWhenNobodyConfirms() throws IOException {
        arm();
        change();

        uptimeIs(1000 + 181);

        await().until(() -> Files.exists(root.resolve("tmp/restarts")));
        assertOld();
        await().until(() -> read("tmp/restarts").contains("dropbear restart"));
        assertEquals("rolled-back run-00000001\n", read("etc/outpost/last"));
        assertNothingOfTheGuardIsLeft();
    }

    @Test
    void aSignOfLifeKeepsItQuiet() throws IOException {
        arm();
        change();
        uptimeIs(1000 + 170);
        assertEquals(0, run(GUARD.beat()).status());

        uptimeIs(1000 + 300);
        assertEquals(0, run(GUARD.confirm()).status());

        assertEquals("new network\n", read("etc/config/network"));
        assertNothingOfTheGuardIsLeft();
        assertFalse(Files.exists(root.resolve("etc/outpost")));
        assertFalse(Files.exists(root.resolve("tmp/outpost-guard.beat")));
    }

    @Test
    void aRestartInsideTheWindowComesUpWithTheOldConfiguration() throws IOException {
        arm();
        change();
        supervisors.forEach(ProcessHandle::destroyForcibly);
        Files.delete(root.resolve("tmp/outpost-guard.beat"));

        guard("boot");

        assertOld();
        assertNothingOfTheGuardIsLeft();
    }

    /** The copy in RAM is gone: the image's list and what opkg keeps beside it tell what was there. */
    @Test
    void aPowerCutInTheMiddleOfOpkgLosesNoEntryOfItsList() throws IOException {
        for (var folder : List.of("usr/lib/opkg/info", "rom/usr/lib/opkg")) {
            Files.createDirectories(root.resolve(folder));
        }
        var known = List.of("busybox", "kernel", "luci-app-added");
        write(
                "usr/lib/opkg/status",
                String.join("", known.stream().map(GuardTest::entry).toList()));
        write("rom/usr/lib/opkg/status", entry("busybox") + entry("kernel") + entry("removed-by-hand"));
        for (var name : known) {
            write("usr/lib/opkg/info/" + name + ".control", entry(name).replaceAll("Status.*\n\n", "Section: base\n"));
        }
        arm();
        change();
        write("usr/lib/opkg/info/comgt.control", entry("comgt").replaceAll("Status.*\n\n", ""));
        write("usr/lib/opkg/status", entry("busybox") + "Package: kernel\nVersion: 1.0~ab");
        supervisors.forEach(ProcessHandle::destroyForcibly);
        try (var ram = Files.list(root.resolve("tmp/outpost-opkg"))) {
            for (var file : ram.toList()) {
                Files.delete(file);
            }
        }

        guard("boot");

        assertOld();
        assertEquals(
                known.stream().map(GuardTest::entry).map(String::strip).toList(),
                Stream.of(read("usr/lib/opkg/status").strip().split("\n\n"))
                        .sorted()
                        .toList());
        assertNothingOfTheGuardIsLeft();
        assertFalse(Files.exists(root.resolve("tmp/outpost-opkg")));
    }

    private static String entry(String name) {
        return "Package: " + name
                + "\nVersion: 1.0~abcd-r1\nDepends: libc\nArchitecture: all\nStatus: install user installed\n\n";
    }

    @Test
    void aSecondPowerCutWhilePuttingBackDoesNoHarm() throws IOException {
        arm();
        change();
        Files.writeString(root.resolve("etc/config/network.outpost-new"), "old net");
        write("etc/config/network", "");

        guard("boot");

        assertOld();
        assertFalse(Files.exists(root.resolve("etc/config/network.outpost-new")));
    }

    @Test
    void aCopyThatWasNeverFinishedRestoresNothing() throws IOException {
        arm();
        Files.delete(root.resolve("etc/outpost/guard/complete"));
        write("etc/outpost/guard/old/1", "half a copy");

        guard("boot");

        assertEquals("old network\n", read("etc/config/network"));
        assertNothingOfTheGuardIsLeft();
    }

    @Test
    void theSupervisorStartedAgainKeepsToTheSameTime() throws IOException {
        arm();
        change();
        supervisors.forEach(ProcessHandle::destroyForcibly);
        uptimeIs(1000 + 181);

        run(Script.of("respawn", "root=$OUTPOST_ROOT\n" + start())); // it ends by itself, having put everything back

        await().until(() -> read("etc/config/network").equals("old network\n"));
    }

    @Test
    void anotherRunIsRefusedAndChangesNothing() throws IOException {
        arm();
        var other = new Guard("run-00000002");

        assertEquals(ScriptStatus.ROUTER_FOREIGN.number(), run(other.arm()).status());
        assertEquals(ScriptStatus.ROUTER_ROLLED_BACK.number(), run(other.beat()).status());
        assertEquals(
                ScriptStatus.ROUTER_ROLLED_BACK.number(), run(other.confirm()).status());
        assertEquals(
                ScriptStatus.ROUTER_FOREIGN.number(), run(other.restoreNow()).status());
        assertTrue(Files.exists(root.resolve("etc/outpost/guard/complete")));
    }

    @Test
    void theNextBatchNoticesThatEverythingWasPutBack() throws IOException {
        arm();
        change();
        guard("boot");

        var answer = run(GUARD.beat());

        assertEquals(ScriptStatus.ROUTER_ROLLED_BACK.number(), answer.status());
        assertEquals("rolled-back run-00000001", answer.lastWords());
    }

    @Test
    void restoresAtOnceWhenToldTo() throws IOException {
        arm();
        change();

        assertEquals(0, run(GUARD.restoreNow()).status());

        await().until(() -> read("tmp/restarts").contains("network restart"));
        assertOld();
    }

    @Test
    void startsOverWhatIsLeftOfAnArmingThatDied() throws IOException {
        Files.createDirectories(root.resolve("etc/outpost/guard/old"));

        arm();

        assertEquals("run-00000001\n", read("etc/outpost/guard/run"));
    }

    private void arm() throws IOException {
        assertEquals(new Answer("guard-arm", 0, "", ""), run(GUARD.arm()));
        var pid = Long.parseLong(read("tmp/outpost-guard.pid").strip());
        ProcessHandle.of(pid).ifPresent(supervisors::add);
    }

    private void change() throws IOException {
        write("etc/config/network", "new network\n");
        write("etc/config/outpost", "ours\n");
        write("etc/dropbear/authorized_keys", "ssh-rsa AAAA\n");
        write("etc/shadow", "root:$5$x:0:0:99999:7:::\n");
        write("www/outpost.html", "ours\n");
    }

    private void assertOld() throws IOException {
        assertEquals("old network\n", read("etc/config/network"));
        assertEquals("old firewall\n", read("etc/config/firewall"));
        assertEquals("root:::0:99999:7:::\n", read("etc/shadow"));
        assertFalse(Files.exists(root.resolve("etc/config/outpost")));
        assertFalse(Files.exists(root.resolve("www/outpost.html")));
        assertFalse(Files.exists(root.resolve("etc/dropbear/authorized_keys")));
        assertEquals("host key", read("etc/dropbear/dropbear_rsa_host_key"));
    }

    private void assertNothingOfTheGuardIsLeft() {
        for (var ours : List.of("guard.sh", "guard")) {
            await().until(() -> !Files.exists(root.resolve("etc/outpost/" + ours)));
        }
        for (var hook : List.of("init.d/outpost-guard", "rc.d/S18outpost-guard")) {
            await().until(() -> !Files.exists(root.resolve("etc/" + hook)));
        }
    }

    /** The script with the stand-ins in front: the root folder, its own uptime, and programs that only exist on OpenWrt. */
    private Answer run(Script script) throws IOException {
        var text = script.text()
                .replace("\"$root/etc/init.d/outpost-guard\" enable", enable())
                .replace("\"$root/etc/init.d/outpost-guard\" start", start());
        var local = new Script(script.name(), environment() + text, script.values());
        return shell.run(Batch.of(local), LocalShell.PATIENCE).getFirst();
    }

    private String environment() {
        return "OUTPOST_ROOT='" + root + "'\nOUTPOST_PROC='" + root + "/proc'\nexport OUTPOST_ROOT OUTPOST_PROC\n"
                + "ubus() { :; }\nlogger() { :; }\nreload_config() { :; }\n";
    }

    private String enable() {
        return ": >\"$root/etc/rc.d/S18outpost-guard\"";
    }

    private String start() {
        return "setsid sh \"$root/etc/outpost/guard.sh\" watch </dev/null >/dev/null 2>&1 &";
    }

    /** The router starts: none of the processes of before lives on. */
    private void guard(String verb) throws IOException {
        nothingRuns();
        run(Script.of("boot", "sh \"$OUTPOST_ROOT/etc/outpost/guard.sh\" " + verb));
    }

    /** None of this router's processes, nor any that one of them began before it ended. */
    private void nothingRuns() {
        await().until(() -> {
            var running = processes();
            running.forEach(ProcessHandle::destroyForcibly);
            return running.isEmpty();
        });
    }

    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info()
                        .commandLine()
                        .filter(line -> line.contains(root + "/etc/outpost/guard.sh"))
                        .isPresent())
                .toList();
    }

    private void uptimeIs(int seconds) throws IOException {
        var file = root.resolve("proc/uptime.new");
        Files.writeString(file, seconds + ".31 900.00\n");
        Files.move(file, root.resolve("proc/uptime"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.exists(root.resolve(file)) ? Files.readString(root.resolve(file)) : "";
    }

    private void executable(String file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(root.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
