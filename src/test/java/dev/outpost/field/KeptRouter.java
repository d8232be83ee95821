package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.uplink.KeepWan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder that looks like a router to the scripts that Outpost leaves there: BusyBox ash with OpenWrt's applets, a few of them and
 * OpenWrt's own programs replaced by stand-ins that note what they are told. Nothing of this machine can be called from there.
 */
final class KeptRouter {
    private static final List<String> STAND_INS = List.of(
            "sleep",
            "ping",
            "reboot",
            "logger",
            "sync",
            "ifup",
            "ifdown",
            "ifstatus",
            "jsonfilter",
            "uci",
            "wg",
            "gcom",
            "uqmi",
            "umbim",
            "uclient-fetch",
            "wget",
            "nc",
            "ubus");

    /** Around each stand-in, so that the power can go before what it does, and right behind that. */
    private static final String CUT = """
            cut_here() {
            [ -e "$SAY/cut" ] || return 0
            left=$(($(cat "$SAY/cut") - 1))
            echo "$left" >"$SAY/cut"
            [ "$left" -gt 0 ] || { rm "$SAY/cut"; kill -9 0; }
            }
            """;

    /** As {@code RouterPin} does it. */
    private static final int DOUBLINGS = 14;

    private final Path root;
    private final Path shell;

    KeptRouter(Path root) throws IOException {
        this.root = root;
        var busybox = List.of(Path.of("/usr/bin/busybox"), Path.of("/bin/busybox")).stream()
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(busybox.isPresent(), "needs Debian's busybox-static");
        for (var folder : List.of(
                "bin",
                "tmp",
                "proc",
                "dev",
                "etc/init.d",
                "etc/rc.d",
                "usr/sbin",
                "say/uci",
                "say/at",
                "say/qmi",
                "say/mbim",
                "say/web")) {
            Files.createDirectories(root.resolve(folder));
        }
        var applets = new TreeSet<>(Lists.applets());
        STAND_INS.forEach(applets::remove);
        this.shell = root.resolve("bin/busybox");
        Field.program(shell, LimitedBusyBox.of(Files.readAllBytes(busybox.get()), applets));
        for (var name : STAND_INS) {
            Field.program(
                    root.resolve("bin/" + name),
                    ("#!" + shell + " ash\n" + CUT + "cut_here\n(\n"
                                    + Lists.resource("/field/kept/" + name + ".sh")
                                    + ")\nstatus=$?\ncut_here\nexit $status\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(root.resolve("usr/sbin/outpost-keeper"), KeepWan.program());
        Files.writeString(root.resolve("etc/init.d/outpost-keeper"), "");
        Files.createSymbolicLink(root.resolve("etc/rc.d/S96outpost-keeper"), Path.of("../init.d/outpost-keeper"));
        modem();
        uciSays("outpost.keeper", "keeper");
        uciSays("outpost.keeper.ping", "10.77.0.1 203.0.113.10");
        uciSays("network.wan.proto", "ncm");
        uciSays("network.wan.device", "/dev/ttyUSB0");
        tunnelHas(0);
    }

    private void modem() throws IOException {
        var usb = Files.createDirectories(root.resolve("sys/devices/usb1/1-1"));
        Files.writeString(usb.resolve("authorized"), "1\n");
        Files.writeString(usb.resolve("idVendor"), "12d1\n");
        var tty = Files.createDirectories(usb.resolve("1-1:1.0/ttyUSB0"));
        Files.createDirectories(root.resolve("sys/class/tty/ttyUSB0"));
        Files.createSymbolicLink(root.resolve("sys/class/tty/ttyUSB0/device"), tty);
        Files.writeString(root.resolve("dev/ttyUSB0"), "");
    }

    /** wan is a stick's network device, on DHCP; its serial ports are there, or are not. */
    void isRouterDongle(boolean serial) throws IOException {
        uciSays("network.wan.proto", "dhcp");
        uciSays("network.wan.device", "usb0");
        var usb = root.resolve("sys/devices/usb1/1-1");
        Files.createDirectories(root.resolve("sys/class/net/usb0"));
        Files.createSymbolicLink(
                root.resolve("sys/class/net/usb0/device"), Files.createDirectories(usb.resolve("1-1:1.4")));
        if (!serial) {
            Files.delete(usb.resolve("1-1:1.0/ttyUSB0"));
        }
    }

    /** wan dials over a control channel. */
    void isOnAControlChannel(String proto) throws IOException {
        uciSays("network.wan.proto", proto);
        uciSays("network.wan.device", "/dev/cdc-wdm0");
        Files.writeString(root.resolve("dev/cdc-wdm0"), "");
    }

    /** What something says that is asked by a program: {@code qmi/pin-status}, {@code web/api.pin.status}. */
    void says(String what, String answer) throws IOException {
        Files.writeString(root.resolve("say/" + what), answer + "\n");
    }

    /** netifd itself: what it shows while it dials, again and again until it is told to stop. */
    void netifdDials(String status) throws IOException {
        says("dialling", status);
        says("netifd", "dials");
    }

    /** The card counts its tries, as cards do. */
    void cardCounts(int tries) throws IOException {
        says("counts", Integer.toString(tries));
    }

    /** The power goes at the n-th moment from now: before or right behind something that is done. */
    void losesPowerAt(int moment) throws IOException {
        says("cut", Integer.toString(moment));
    }

    /** Whether the power that was to go went. */
    boolean lostPower() {
        return !Files.exists(root.resolve("say/cut"));
    }

    /** Questions to the modem, in order, with the port. */
    List<String> asked() throws IOException {
        return lines("asked");
    }

    void uciSays(String path, String value) throws IOException {
        Files.writeString(root.resolve("say/uci/" + path), value.isEmpty() ? "" : value + "\n");
    }

    /** What the modem says to an AT line; {@code \n} parts lines. */
    void answers(String line, String answer) throws IOException {
        Files.writeString(root.resolve("say/at/" + line), answer.replace("\\n", "\n") + "\n");
    }

    /** The file that apply leaves for a SIM with a lock; {@code iccid} is the card's that it was given for. */
    void hasThePin(String pin, String iccid) throws IOException, java.security.GeneralSecurityException {
        hasThePin(pin, iccid, DOUBLINGS);
    }

    /** @param doublings of the text that is hashed */
    void hasThePin(String pin, String iccid, int doublings) throws IOException, java.security.GeneralSecurityException {
        var sum = java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(("salt " + iccid).repeat(1 << doublings).getBytes(StandardCharsets.UTF_8)))
                + (doublings == 0 ? "" : " " + doublings);
        Files.writeString(
                root.resolve("etc/outpost-pin"),
                String.join(
                                "\n",
                                "salt",
                                sum,
                                pin,
                                "AT^ICCID?",
                                "AT^CPIN?",
                                "s/^\\^CPIN: *[^,]*,[^,]*,[^,]*,\\([0-9]*\\).*/\\1/p")
                        + "\n");
        uciSays("network.wan.auto", "0");
        wanSays("{\"autostart\":false}");
        answers("ATE0", "OK");
        answers("AT+CMEE=1", "OK");
    }

    /** A locked card, as the modem tells of it. */
    void card(String iccid, int tries, String opensWith) throws IOException {
        answers("AT+CPIN?", "+CPIN: SIM PIN\\n\\nOK");
        answers("AT^ICCID?", "^ICCID: " + iccid + "\\n\\nOK");
        answers("AT^CPIN?", "^CPIN: SIM PIN,,10," + tries + ",10,3\\n\\nOK");
        Files.writeString(root.resolve("say/opens"), opensWith + "\n");
    }

    /** What {@code ifstatus wan} prints, in one line. */
    void wanSays(String json) throws IOException {
        Files.writeString(root.resolve("say/wan"), json + "\n");
    }

    /** Whose answer to a ping comes back: one address, or nobody's. */
    void isHeardBy(String address) throws IOException {
        Files.writeString(root.resolve("say/ping"), address + "\n");
    }

    void tunnelHas(long bytes) throws IOException {
        Files.writeString(root.resolve("say/transfer"), "key\t" + bytes + "\t4711\n");
    }

    /** One look at this time of the router's uptime (s). */
    void at(int uptime) throws IOException, InterruptedException {
        Files.writeString(root.resolve("proc/uptime"), uptime + ".00 1.00\n");
        ash("once");
    }

    /** A look every minute. */
    void passes(int from, int seconds) throws IOException, InterruptedException {
        for (var up = from; up < from + seconds; up += 60) {
            at(up);
        }
        at(from + seconds);
    }

    /** A look every five minutes. */
    void passesSlowly(int from, int seconds) throws IOException, InterruptedException {
        for (var up = from; up <= from + seconds; up += 300) {
            at(up);
        }
    }

    /** What is in RAM is gone. */
    void boots() throws IOException {
        try (var ram = Files.list(root.resolve("tmp"))) {
            for (var file : ram.toList()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(root.resolve("say/cmee"));
    }

    /** What the kernel calls this start. */
    void startsAs(String id) throws IOException {
        Files.createDirectories(root.resolve("proc/sys/kernel/random"));
        Files.writeString(root.resolve("proc/sys/kernel/random/boot_id"), id + "\n");
    }

    void runs() throws IOException, InterruptedException {
        ash("run");
    }

    private void ash(String word) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                shell.toString(),
                "setsid",
                shell.toString(),
                "ash",
                root.resolve("usr/sbin/outpost-keeper").toString(),
                word);
        command.environment().clear();
        command.environment().put("PATH", root.resolve("bin").toString());
        command.environment().put("OUTPOST_ROOT", root.toString());
        command.environment().put("OUTPOST_PROC", root.resolve("proc").toString());
        command.environment().put("SAY", root.resolve("say").toString());
        var process = command.redirectErrorStream(true)
                .redirectOutput(root.resolve("out").toFile())
                .start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "it does not end");
    }

    /** What was done, in order. */
    List<String> done() throws IOException {
        return lines("done");
    }

    List<String> log() throws IOException {
        return lines("log");
    }

    private List<String> lines(String name) throws IOException {
        var file = root.resolve("say/" + name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
