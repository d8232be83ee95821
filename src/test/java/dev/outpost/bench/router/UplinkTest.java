package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkTest {
    private static final String NCM = """
            uci batch <<EOF
            set network.wan=interface
            set network.wan.proto=ncm
            set network.wan.device=/dev/ttyUSB0
            set network.wan.apn=airtelgprs.com
            set network.wan.pdptype=IP
            commit network
            EOF
            """;
    private static final String TUNNEL = """
            opkg install /tmp/p/*.ipk
            key=$(wg genkey)
            peer=$(wg genkey | wg pubkey)
            uci batch <<EOF
            set network.wg0=interface
            set network.wg0.proto=wireguard
            set network.wg0.private_key=$key
            add_list network.wg0.addresses=10.77.0.17/32
            set network.vps=wireguard_wg0
            set network.vps.public_key=$peer
            set network.vps.endpoint_host=203.0.113.10
            set network.vps.endpoint_port=51820
            add_list network.vps.allowed_ips=10.77.0.0/16
            commit network
            EOF
            /etc/init.d/network restart
            """;
    private static final String CURE =
            "sed -i 's#\\(getcardinfo.gcom\\) *|#\\1 | tr -d \"\\\\r\" |#' /lib/netifd/proto/ncm.sh";
    private static final String CODE = "ifstatus wan | jsonfilter -e '@.errors[0].code'";

    private final RouterBench bench = new RouterBench();

    @BeforeEach
    void boot(@TempDir Path folder) throws Exception {
        bench.start().withPackages(folder);
    }

    @AfterEach
    void off() throws Exception {
        bench.close();
    }

    @Test
    void showsTheDongleBeforeItsDriversAndItsNodesAfter_50() throws Exception {
        assertEquals(
                "12d1\n", bench.run("cat /sys/bus/usb/devices/1-1/idVendor").out());
        assertFalse(bench.run("ls /dev/ttyUSB0").succeeded());

        var install = bench.run("opkg install /tmp/p/*.ipk");

        assertEquals(0, install.status(), install.err());
        assertEquals("ttyUSB0\nttyUSB1\n", bench.run("ls /dev | grep tty").out());
        assertEquals("wwan0\n", bench.run("ls /sys/bus/usb/devices/1-1:1.2/net").out());
    }

    @Test
    void installedProtoIsUnknownUntilNetworkRestart_20() throws Exception {
        bench.run("opkg install /tmp/p/*.ipk; " + CURE);
        bench.run(NCM);

        bench.run("/etc/init.d/network reload; ifup wan");
        assertEquals(
                "none\nNO_DEVICE\n",
                bench.run("ifstatus wan | jsonfilter -e @.proto -e '@.errors[0].code'")
                        .out());

        bench.run("/etc/init.d/network restart");
        bench.await("ifstatus wan_4 | jsonfilter -e \"@['ipv4-address'][0].address\"", "100.72.1.9\n");
        assertEquals(Optional.of(Ipv4.of("100.72.1.9")), bench.router().wan());
        assertEquals(
                "huawei\n",
                bench.run("ifstatus wan | jsonfilter -e @.data.manufacturer").out());
    }

    @Test
    void handlerDoesNotKnowTheModemWhileTheCarriageReturnStays() throws Exception {
        bench.run("opkg install /tmp/p/*.ipk");
        bench.run(NCM + "/etc/init.d/network restart");

        bench.await(CODE, "UNSUPPORTED_MODEM\n");

        assertTrue(bench.run("logread").out().contains("Unsupported modem"));
        assertEquals(Optional.empty(), bench.router().wan());
    }

    @Test
    void missingDeviceIsNotTriedAgain_51() throws Exception {
        bench.run("opkg install /tmp/p/*.ipk; " + CURE);
        bench.run(NCM + "uci set network.wan.device=/dev/ttyUSB9; uci commit network; /etc/init.d/network restart");

        bench.await(CODE, "NO_DEVICE\n");
        var tries = bench.run("logread | grep -c 'Control device not valid'; sleep 10")
                .out();

        assertEquals(
                tries, bench.run("logread | grep -c 'Control device not valid'").out());
        assertEquals(
                "false\n", bench.run("ifstatus wan | jsonfilter -e @.available").out());
    }

    @Test
    void peerChangeNeedsIfup_21() throws Exception {
        bench.run(TUNNEL);
        bench.await("ifstatus wg0 | jsonfilter -e @.up", "true\n");

        bench.run("uci set network.vps.endpoint_port=51999; uci commit network; /etc/init.d/network reload; sleep 2");
        assertEquals(51820, port());

        bench.run("ifup wg0");
        bench.await("ifstatus wg0 | jsonfilter -e @.up", "true\n");
        assertEquals(51999, port());
    }

    private int port() {
        return bench.router()
                .wireguard()
                .getFirst()
                .peers()
                .getFirst()
                .endpoint()
                .orElseThrow()
                .port();
    }

    @Test
    void badWireguardKeyStaysPendingWithoutAnError_21() throws Exception {
        bench.run("opkg install /tmp/p/*.ipk; uci set network.wg0=interface; uci set network.wg0.proto=wireguard;"
                + "uci set network.wg0.private_key=notakey; uci commit network; /etc/init.d/network restart");

        bench.await("logread | grep -c 'Configuration parsing error' | sed 's/[1-9].*/some/'", "some\n");

        assertEquals(
                "false\ntrue\n",
                bench.run("ifstatus wg0 | jsonfilter -e @.up -e @.pending -e @.errors")
                        .out());
    }
}
