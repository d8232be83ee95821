package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.Wg;
import dev.outpost.bench.nft.Nft;
import dev.outpost.bench.router.fw4.Firewall;
import dev.outpost.bench.router.modem.Gcom;
import dev.outpost.bench.router.netifd.ModemHandler;
import dev.outpost.bench.router.netifd.Netifd;
import dev.outpost.bench.router.ubus.JsonFilter;
import dev.outpost.bench.router.ubus.Procd;
import dev.outpost.bench.router.ubus.Ubus;
import dev.outpost.bench.router.ubus.Ubus.Bus;
import dev.outpost.bench.uci.ConfigSection;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Puts OpenWrt's own programs on the machine. */
final class RouterPrograms {
    private final SimulatedRouter router;
    private final Netifd netifd;
    private final Procd procd;
    private final Firewall firewall;

    RouterPrograms(SimulatedRouter router, Netifd netifd, Procd procd, Firewall firewall) {
        this.router = router;
        this.netifd = netifd;
        this.procd = procd;
        this.firewall = firewall;
    }

    void install(Machine machine, Bus bus, Program manager, VirtualNetwork net, Dialling dialling) {
        var programs = machine.programs();
        programs.register("/bin/ubus", new Ubus(bus));
        programs.register("/usr/bin/jsonfilter", new JsonFilter());
        programs.register(router.hardware.generation().hasApk() ? "/usr/bin/apk" : "/bin/opkg", manager);
        programs.register("/sbin/fw4", firewall);
        programs.register("/usr/sbin/nft", new Nft(router.tables));
        programs.register("/bin/passwd", Shadow::passwd);
        programs.register("/sbin/ip", new Ip(router, net));
        programs.register("/usr/bin/nc", dialling::nc);
        programs.register("/bin/ping", dialling::ping);
        programs.register("/bin/uclient-fetch", new Wget(dialling));
        machine.files().putLink("/bin/uclient-fetch", "/usr/bin/wget");
        programs.register("/sbin/logread", router.log()::logread);
        programs.register("/usr/bin/logger", router.log()::logger);
        programs.register("/bin/uname", this::uname);
        programs.register("/sbin/reboot", this::reboot);
        programs.know("/usr/bin/gcom", new Gcom());
        programs.register(ModemHandler.PATH, new ModemHandler(netifd, router.log()));
        programs.know("/usr/bin/curl", new Curl(dialling));
        programs.know("/usr/bin/wg", new Wg(router, net, router::wireguard));
        programs.register("/sbin/netifd", this::runNetifd);
        programs.register("/usr/sbin/dropbear", router.dropbear);
        programs.register("/sbin/procdctl", this::procdctl);
        programs.register("/sbin/reload_config", procd::reloadConfig);
        programs.register("/sbin/ifup", call -> upOrDown(call, true));
        programs.register("/sbin/ifdown", call -> upOrDown(call, false));
        programs.register("/sbin/ifstatus", RouterPrograms::ifstatus);
    }

    private int runNetifd(Call call) throws InterruptedException {
        try {
            netifd.start();
            call.machine().clock().sleep(Duration.ofDays(365));
            return 0;
        } finally {
            netifd.stop();
        }
    }

    /** What init scripts tell procd; OpenWrt sends the same over ubus. */
    private int procdctl(Call call) throws IOException, InterruptedException {
        var words = call.words();
        switch (words.getFirst()) {
            case "set" ->
                procd.set(words.get(1), call.files().text(words.get(2)).lines().toList());
            case "delete" -> procd.delete(words.get(1));
            case "running" -> {
                return procd.isRunning(words.get(1)) ? 0 : 1;
            }
            case "devices" -> router.usbSocket.usb().enumerate();
            case "system" -> readHostname(call.machine());
            default -> {
                return 1;
            }
        }
        return 0;
    }

    private static void readHostname(Machine machine) throws InterruptedException {
        ConfigSection.load(machine, "system").stream()
                .filter(section -> section.type().equals("system"))
                .findFirst()
                .flatMap(section -> section.get("hostname"))
                .ifPresent(machine::setHostname);
    }

    /** Neither complains of an interface that is not there but in words: the status is 0 (facts/behaviours.md#22). */
    private int upOrDown(Call call, boolean up) throws InterruptedException {
        var names = call.words().stream().filter(word -> !word.startsWith("-")).toList();
        if (up) {
            netifd.reload();
        }
        for (var name : names) {
            if (!netifd.interfaces().knows(name)) {
                call.say("Interface " + name + " not found");
            } else if (up) {
                netifd.up(name);
            } else {
                netifd.down(name);
            }
        }
        return 0;
    }

    private static int ifstatus(Call call) throws InterruptedException {
        var name = String.join("", call.words());
        var status = call.with(call.in(), call.out(), new Output(OutputStream.nullOutputStream()))
                .run(List.of("ubus", "call", "network.interface." + name, "status"));
        if (status != 0) {
            call.say("Interface " + name + " not found");
            return 1;
        }
        return 0;
    }

    private int reboot(Call call) {
        router.power.cycle();
        return 0;
    }

    /** {@code -r} and {@code -m}. */
    private int uname(Call call) {
        var hardware = router.hardware;
        var kernel = hardware.generation().kernel();
        call.say(call.words().contains("-r") ? kernel : hardware.board().machine());
        return 0;
    }
}
