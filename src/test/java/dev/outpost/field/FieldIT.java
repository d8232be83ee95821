package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.router.Freshness;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Login;
import dev.outpost.shell.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The field itself: a router that is real where it can be, and nothing left of it afterwards. */
class FieldIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @BeforeAll
    static void needed() {
        Field.isNeeded();
    }

    @Test
    void aFreshRouterIsSeenAsOne() throws Exception {
        try (var field = Field.start();
                var router = FreshRouter.on(field);
                var link = router.login()) {
            var facts = Look.at(link);

            assertEquals(Login.NONE, link.login());
            assertEquals("tplink,tl-mr3020-v3", facts.board().name());
            assertEquals(List.of(), Freshness.of(facts).signs());
            assertEquals(RouterFacts.Overlay.READY, facts.space().overlay());
            assertTrue(facts.blankPassword());
            assertTrue(facts.interfaces().containsKey("lan"));
            assertEquals("", facts.pending().stream().findFirst().orElse(""));
        }
    }

    /** facts/behaviours.md#47: what OpenWrt leaves out is missing here, although Debian's BusyBox has it. */
    @Test
    void behaviour47WhatOpenWrtLacksIsMissing() throws Exception {
        try (var field = Field.start();
                var router = FreshRouter.on(field);
                var link = router.login()) {
            var asked =
                    "for c in timeout nohup base64 stat od xxd hostname stty diff realpath curl sha256sum hexdump setsid"
                            + " jsonfilter start-stop-daemon mktemp awk sed; do command -v $c >/dev/null && echo $c; done; true";
            assertEquals(
                    "sha256sum hexdump setsid jsonfilter start-stop-daemon mktemp awk sed",
                    link.run(Batch.of(Script.of("asked", asked)), PATIENCE)
                            .getFirst()
                            .stdout()
                            .strip()
                            .replace('\n', ' '));
        }
    }

    @Test
    void shellAndSimulatorActOnOneDiskThatOutlivesThePower() throws Exception {
        try (var field = Field.start();
                var router = FreshRouter.on(field)) {
            try (var link = router.login()) {
                var change =
                        "uci set system.@system[0].hostname=barn; uci commit system; grep hostname /etc/config/system;"
                                + " echo text >/etc/kept; echo text >/tmp/lost";
                assertEquals(
                        "option hostname 'barn'",
                        link.run(Batch.of(Script.of("change", change)), PATIENCE)
                                .getFirst()
                                .stdout()
                                .strip());
            }
            router.powerCut();
            assertFalse(router.isOn());
            router.boot();

            assertEquals(
                    "barn\n",
                    router.run("uci", "get", "system.@system[0].hostname").out());
            assertTrue(Files.exists(router.root().resolve("etc/kept")));
            assertFalse(Files.exists(router.root().resolve("tmp/lost")));
        }
    }

    @Test
    void oneKillLeavesNothing() throws Exception {
        List<ProcessHandle> inside;
        Path folder;
        try (var field = Field.start();
                var router = FreshRouter.on(field)) {
            inside = router.processes("");
            folder = field.folder();
            assertFalse(inside.isEmpty());
            assertTrue(Files.isDirectory(folder));
        }
        Awaitility.await().until(() -> inside.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(Files.exists(folder));
    }
}
