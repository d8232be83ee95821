package dev.outpost.bench.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Outcome;
import dev.outpost.bench.host.SimClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UciOnFullFlashTest {

    @Test
    void commitsAnEmptyFileAndSaysNothing() throws Exception {
        var machine = new Machine("OpenWrt", new SimClock(10, Instant.parse("2024-01-01T00:00:00Z")));
        BusyBox.installOpenWrt(machine);
        Uci.installOn(machine);
        machine.files().put("/etc/config/network", "config interface 'lan'\n\toption proto 'static'\n");
        machine.files().mount("tmpfs", "/tmp", "tmpfs", false, 100_000);
        var flash = machine.files().root("overlayfs:/overlay", "overlay", 100);
        machine.files().sealImage();
        flash.setFree(0);

        var outcome = machine.run("uci set network.lan.proto=dhcp; uci commit network");

        assertEquals(new Outcome(0, "", ""), outcome);
        assertEquals("", machine.files().text("/etc/config/network"));
        assertEquals("", machine.run("uci changes").out());
    }
}
