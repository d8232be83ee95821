package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.field.Lists;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Framing;
import dev.outpost.shell.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * facts/behaviours.md#47: every command that can be sent to a router is there. It is a builtin of ash, an applet of OpenWrt's default BusyBox,
 * a program of OpenWrt, or a function of the script; and it is called without options that OpenWrt leaves out.
 */
class SentCommandsTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/dev/outpost/router");

    /** BusyBox ash, {@code builtintab}, with OpenWrt's options. */
    private static final Set<String> BUILTINS = Set.of(
            ".",
            ":",
            "[",
            "[[",
            "alias",
            "bg",
            "break",
            "cd",
            "chdir",
            "command",
            "continue",
            "echo",
            "eval",
            "exec",
            "exit",
            "export",
            "false",
            "fg",
            "getopts",
            "hash",
            "jobs",
            "kill",
            "let",
            "local",
            "printf",
            "pwd",
            "read",
            "readonly",
            "return",
            "set",
            "shift",
            "source",
            "test",
            "times",
            "trap",
            "true",
            "type",
            "ulimit",
            "umask",
            "unalias",
            "unset",
            "wait");

    /** What {@code /etc/rc.common}, {@code /lib/functions.sh} and netifd's shell library give to scripts that they run. */
    private static final Pattern LIBRARY = Pattern.compile(
            "(procd|json|proto|config|network)_[a-z_0-9]+|extra_command|add_protocol|init_proto|uci_[a-z_]+");

    /**
     * What a script calls that comes with its own packages, or that it can do without: a router that follows a name is given curl first
     * (device-profiles/openwrt/ddns.yaml); without {@code bridge} the port of a camera stays unknown, and it says so.
     */
    private static final Map<String, String> BROUGHT = Map.of("ddns.sh", "curl", "poe-cycle.sh", "bridge");

    @Test
    void isThereOnAFreshRouter() throws IOException {
        var missing = new TreeMap<String, Set<String>>();
        for (var script : scripts().entrySet()) {
            for (var command : ShellWords.of(script.getValue())) {
                if (!isThere(command) && !isBrought(script.getKey(), command)) {
                    missing.computeIfAbsent(script.getKey(), name -> new TreeSet<>())
                            .add(command);
                }
            }
        }

        assertEquals(Map.of(), missing);
    }

    @Test
    void usesNoOptionThatOpenWrtLeavesOut() throws IOException {
        var refused = missingOptions();
        var missing = new TreeMap<String, Set<String>>();
        for (var script : scripts().entrySet()) {
            for (var command : ShellWords.of(script.getValue())) {
                if (refused.stream()
                        .anyMatch(pattern -> pattern.matcher(command).matches())) {
                    missing.computeIfAbsent(script.getKey(), name -> new TreeSet<>())
                            .add(command);
                }
            }
        }

        assertEquals(Map.of(), missing);
    }

    /** The check itself: whoever adds one of these is told. */
    @Test
    void wouldNoticeWhatOpenWrtLacks() {
        for (var lacking :
                List.of("timeout", "nohup", "base64", "stat", "od", "stty", "scp", "curl", "truncate", "diff")) {
            assertFalse(isThere(lacking + " 5"), lacking);
        }
        var hidden = List.of(
                "x=$(timeout 5 uci show)",
                "f() { case $1 in a) timeout 5 true ;; esac; }",
                "trap 'timeout 5 true' EXIT",
                "setsid sh -c 'sleep 1; timeout 5 true' &",
                "cat <<EOF\n$(timeout 5 true)\nEOF",
                "cat >/etc/x <<'EOF'\n#!/bin/sh\ntimeout 5 true\nEOF",
                "echo \"${x:-$(timeout 5 true)}\"",
                "true | xargs timeout 5",
                "if ! timeout 5 true; then :; fi",
                "eval 'timeout 5 true'");
        for (var script : hidden) {
            assertTrue(ShellWords.of(script).stream().anyMatch(command -> !isThere(command)), script);
        }
        assertTrue(missingOptions().stream()
                .anyMatch(pattern -> pattern.matcher("nc -w 2 $ADDRESS 80").matches()));
        assertTrue(missingOptions().stream()
                .noneMatch(pattern -> pattern.matcher("nc $ADDRESS 80").matches()));
    }

    /** facts/behaviours.md#44: a router has no SFTP server, and scp is an option of its build: files go through standard input. */
    @Test
    void noFileTransferProtocolIsUsed() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                var text = Files.readString(source);
                assertFalse(
                        text.contains("SFTPClient") || text.contains("newSFTP") || text.contains("SCPFile"),
                        source + "");
                assertTrue(
                        !text.contains("Script.of(")
                                || Set.of("Look.java", "Script.java")
                                        .contains(source.getFileName().toString()),
                        source + " has a script in its text, where no test looks for it");
            }
        }
    }

    private static boolean isBrought(String script, String command) {
        return command.split(" ", 2)[0].equals(BROUGHT.get(script));
    }

    private static boolean isThere(String command) {
        var name = command.split(" ", 2)[0];
        return BUILTINS.contains(name)
                || Lists.applets().contains(name)
                || Lists.programs().contains(name)
                || LIBRARY.matcher(name).matches()
                || name.matches("/bin/sh|(\\$root)?(/etc/init\\.d/[a-z-]+)")
                || name.equals("$substitution");
    }

    private static List<Pattern> missingOptions() {
        return Lists.resource("/openwrt/missing-options.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Pattern::compile)
                .toList();
    }

    /** All that is sent: the scripts, and what wraps a batch. */
    private static Map<String, String> scripts() throws IOException {
        try (var files = Files.walk(SCRIPTS)) {
            var all = files.filter(path -> path.toString().endsWith(".sh"))
                    .collect(Collectors.toMap(
                            path -> SCRIPTS.relativize(path).toString(),
                            SentCommandsTest::read,
                            (a, b) -> a,
                            TreeMap::new));
            assertFalse(all.isEmpty());
            var framing = new Framing(Batch.of(Script.of("one", "true")).then(Script.of("two", "true")));
            all.put("the channel's command line", framing.commandLine());
            all.put("the batch's frame", framing.text());
            return all;
        }
    }

    /** With the functions that are sent in front of it. */
    private static String read(Path file) {
        try {
            var text = Files.readString(file);
            if (file.getFileName().toString().matches("look\\.sh|cure\\.sh")) {
                return Files.readString(SCRIPTS.resolve("handler.sh")) + text;
            }
            if (file.getFileName().toString().matches("keeper(-(modem|sim|pin|memory))?\\.sh")) {
                return read(List.of(
                        "keeper-modem.sh",
                        "stick-web.sh",
                        "keeper-sim.sh",
                        "keeper-pin.sh",
                        "keeper-memory.sh",
                        "tunnel-fit.sh",
                        "keeper.sh"));
            }
            if (file.getFileName().toString().matches("stick-(look|set)\\.sh|ddns\\.sh")) {
                return Files.readString(SCRIPTS.resolve("stick-web.sh")) + text;
            }
            if (file.getFileName().toString().startsWith("tunnel-fit")) {
                return read(List.of("tunnel-fit.sh", "tunnel-fit-iface.sh"));
            }
            if (!file.getFileName().toString().matches("install.*|packages.*|uninstall.*|guard.sh")) {
                return text;
            }
            return read(List.of("packages-status.sh", "packages-opkg.sh", "packages-apk.sh", "packages.sh")) + text;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(List<String> parts) throws IOException {
        var all = new StringBuilder();
        for (var part : parts) {
            all.append(Files.readString(SCRIPTS.resolve(part)));
        }
        return all.toString();
    }
}
