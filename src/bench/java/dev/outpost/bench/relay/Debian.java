package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.ImageFiles;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.net.Wg;
import dev.outpost.bench.net.WgConf;
import dev.outpost.bench.net.WireguardDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A Debian 12: its files, sysctl, ss and wg; {@code apt-get} and {@code dpkg-query} with the two packages that a relay needs and what they bring. */
final class Debian {
    private static final String FORWARD = "/proc/sys/net/ipv4/ip_forward";

    /** How long the mirrors and dpkg take. (Figures invented.) */
    private static final Duration UPDATE = Duration.ofSeconds(3);

    private static final Duration INSTALL = Duration.ofSeconds(5);

    private static final String LISTS = "/var/lib/apt/lists/mirror.example.net_debian_dists_bookworm_InRelease";
    private static final List<String> KNOWN = List.of("nftables", "wireguard-tools");
    private static final String TIMEOUT = "DPkg::Lock::Timeout=";

    private final Machine machine;
    private final RelayKernel kernel;
    private final Wg host;
    private final Wg inside;
    private Duration lockedUntil = Duration.ZERO;
    private Mirror mirror = Mirror.WHOLE;

    /** What of the mirror is met. */
    enum Mirror {
        WHOLE,
        AWAY,
        /** Another release's, or another part of it. */
        LACKING
    }

    Debian(Machine machine, RelayKernel kernel) {
        this.machine = machine;
        this.kernel = kernel;
        this.host = new Wg(kernel, kernel.net(), () -> kernel.links(false));
        this.inside = new Wg(kernel, kernel.net(), () -> kernel.links(true));
    }

    void furnish() throws IOException {
        var files = machine.files();
        ImageFiles.unpack(files, "/dev/outpost/bench/relay/debian.txt", text -> text);
        files.put("/etc/hostname", machine.hostname() + "\n");
        for (var folder : List.of(
                "/root/.ssh",
                "/etc/sysctl.d",
                "/etc/systemd/system/multi-user.target.wants",
                "/var/lib/apt/lists",
                "/run",
                "/tmp",
                "/var/tmp",
                "/etc/ssh")) {
            files.putFolder(folder);
        }
        files.special(
                FORWARD,
                SpecialFile.setting(
                        () -> kernel.forwarding(false) ? "1\n" : "0\n",
                        text -> kernel.forwarding(false, !text.strip().equals("0"))));
    }

    /** {@code sysctl}: {@code -n KEY} and {@code -w KEY=VALUE}. */
    int sysctl(Call call) throws IOException {
        for (var word : call.words()) {
            var words = word.split("=", 2);
            var path = "/proc/sys/" + words[0].replace('.', '/');
            if (word.startsWith("-")) {
                continue;
            }
            if (!machine.files().exists(path)) {
                return call.refuse(1, "sysctl: cannot stat " + path + ": No such file or directory");
            }
            if (words.length == 1) {
                call.say(machine.files().text(path).strip());
            } else if (RelayIp.isInside(call) && path.equals(FORWARD)) {
                kernel.forwarding(true, !words[1].equals("0"));
            } else {
                machine.files().write(path, words[1] + "\n");
            }
        }
        return 0;
    }

    /** {@code ss -H -lntu}: what listens. */
    int ss(Call call) {
        for (var address : List.of("0.0.0.0", "[::]")) {
            kernel.wireguard()
                    .forEach(device -> call.say("udp UNCONN 0 0 %s:%d %1$s:*".formatted(address, device.listenPort())));
            kernel.listening().forEach(port -> call.say("tcp LISTEN 0 128 %s:%d %1$s:*".formatted(address, port)));
        }
        return 0;
    }

    /** {@code wg}, which also changes interfaces: {@code setconf}, {@code syncconf} and {@code set DEVICE private-key FILE}. */
    int wg(Call call) throws IOException, InterruptedException {
        var verb = call.words().isEmpty() ? "" : call.words().getFirst();
        if (!verb.matches("set|setconf|syncconf")) {
            return (RelayIp.isInside(call) ? inside : host).run(call);
        }
        var file = call.words().getLast();
        var text = file.equals("/dev/stdin")
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(file));
        try {
            var device = call.words().get(1);
            return kernel.isInside(device) == RelayIp.isInside(call) && kernel.change(device, change(verb, text))
                    ? 0
                    : call.refuse(1, "Unable to modify interface: No such device");
        } catch (IllegalArgumentException wrong) {
            return call.refuse(1, wrong.getMessage() + "\nConfiguration parsing error");
        }
    }

    private static UnaryOperator<WireguardDevice> change(String verb, String text) {
        if (!verb.equals("set")) {
            return WgConf.ofWg(text)::set;
        }
        var key = WgConf.key(text.strip());
        return old -> new WireguardDevice(old.name(), key, old.listenPort(), old.peers(), old.createdAt());
    }

    /** {@code apt-get}: update and install. */
    int aptGet(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var patience = words.stream()
                .filter(word -> word.startsWith(TIMEOUT))
                .map(word -> Duration.ofSeconds(Long.parseLong(word.substring(TIMEOUT.length()))))
                .findFirst()
                .orElse(Duration.ZERO);
        words.removeIf(word -> word.startsWith("-") || word.contains("::"));
        if (!isFree(patience)) {
            return call.refuse(
                    100,
                    "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)");
        }
        var command = words.removeFirst();
        return switch (command) {
            case "update" -> {
                machine.clock().sleep(UPDATE);
                if (mirror == Mirror.AWAY) { // the real one ends with 0 as well
                    yield call.refuse(
                            0,
                            "W: Failed to fetch http://mirror.example.net/debian/dists/bookworm/InRelease  Temporary failure resolving"
                                    + " 'mirror.example.net'\nW: Some index files failed to download. They have been ignored, or old ones used instead.");
                }
                machine.files().put(LISTS, "Suite: bookworm\n");
                yield 0;
            }
            case "install" -> install(call, words);
            default -> call.refuse(100, "E: Invalid operation " + command);
        };
    }

    void isFrom(Mirror other) {
        mirror = other;
    }

    /** Another program installs something for so long from now on. */
    void isBusy(Duration time) {
        lockedUntil = machine.clock().uptime().plus(time);
    }

    /** Whether dpkg's lock is let go of in time; it was waited for then. */
    private boolean isFree(Duration patience) throws InterruptedException {
        var left = lockedUntil.minus(machine.clock().uptime());
        if (left.isPositive()) {
            machine.clock().sleep(left.compareTo(patience) < 0 ? left : patience);
        }
        return left.compareTo(patience) <= 0;
    }

    private int install(Call call, List<String> wanted) throws IOException, InterruptedException {
        var fresh =
                wanted.stream().filter(name -> !isInstalled(name)).distinct().toList();
        for (var name : fresh) {
            if (!machine.files().exists(LISTS) || !KNOWN.contains(name) || mirror == Mirror.LACKING) {
                return call.refuse(100, "E: Unable to locate package " + name);
            }
        }
        machine.clock().sleep(INSTALL);
        for (var name : fresh) {
            ImageFiles.unpack(machine.files(), "/dev/outpost/bench/relay/" + name + ".txt", text -> text);
            machine.files().put(list(name), "");
            call.say("Setting up " + name + " ...");
        }
        return 0;
    }

    private static String list(String name) {
        return "/var/lib/dpkg/info/" + name + ".list";
    }

    private boolean isInstalled(String name) {
        return machine.files().exists(list(name));
    }

    /** {@code dpkg-query -W -f '${Package} ${Status}\n' NAMES}. */
    int dpkgQuery(Call call) {
        var status = 0;
        for (var name : call.words()) {
            if (name.startsWith("-") || name.startsWith("$")) {
                continue;
            }
            if (isInstalled(name)) {
                call.say(name + " install ok installed");
            } else {
                status = call.refuse(1, "dpkg-query: no packages found matching " + name);
            }
        }
        return status;
    }
}
