package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.ImageFiles;
import dev.outpost.bench.host.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code apt-get} and {@code dpkg-query} of Debian 12, with the two packages that a relay needs and what they bring. */
final class Packages {
    /** How long the mirrors and dpkg take. (Figures invented.) */
    private static final Duration UPDATE = Duration.ofSeconds(3);

    private static final Duration INSTALL = Duration.ofSeconds(5);

    private static final String LISTS = "/var/lib/apt/lists/mirror.example.net_debian_dists_bookworm_InRelease";
    private static final List<String> KNOWN = List.of("nftables", "wireguard-tools");
    private static final String TIMEOUT = "DPkg::Lock::Timeout=";

    private final Machine machine;
    private Duration lockedUntil = Duration.ZERO;
    private Mirror mirror = Mirror.WHOLE;

    /** What of the mirror is met. */
    enum Mirror {
        WHOLE,
        AWAY,
        /** Another release's, or another part of it. */
        LACKING
    }

    Packages(Machine machine) {
        this.machine = machine;
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
                    100, "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)");
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
        var fresh = wanted.stream().filter(name -> !isInstalled(name)).distinct().toList();
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
