package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** {@code apt-get} and {@code dpkg-query} of Debian 12, with the two packages that a relay needs and what they bring. */
final class Packages {

    /** How long the mirrors and dpkg take. (Figures invented.) */
    private static final Duration UPDATE = Duration.ofSeconds(3);

    private static final Duration INSTALL = Duration.ofSeconds(5);
    private static final String LISTS = "/var/lib/apt/lists/mirror.example.net_debian_dists_bookworm_InRelease";
    private static final String STATUS = "/var/lib/dpkg/status";

    /** What a package brings. */
    record Deb(String version, Map<String, String> files) {}

    static final String UNIT_WG_QUICK = """
            [Unit]
            Description=WireGuard via wg-quick(8) for %I
            After=network-online.target nss-lookup.target

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/bin/wg-quick up %i
            ExecStop=/usr/bin/wg-quick down %i

            [Install]
            WantedBy=multi-user.target
            """;

    private static final String UNIT_NFTABLES = """
            [Unit]
            Description=nftables

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/sbin/nft -f /etc/nftables.conf
            ExecStop=/usr/sbin/nft flush ruleset

            [Install]
            WantedBy=sysinit.target
            """;

    private static final String NFTABLES_CONF = """
            #!/usr/sbin/nft -f

            flush ruleset

            table inet filter {
            	chain input {
            		type filter hook input priority filter;
            	}
            	chain forward {
            		type filter hook forward priority filter;
            	}
            	chain output {
            		type filter hook output priority filter;
            	}
            }
            """;

    private static final Map<String, Deb> KNOWN = Map.of(
            "nftables",
                    new Deb(
                            "1.0.6-2+deb12u2",
                            Map.of(
                                    "/usr/sbin/nft", "\u007fELF nft\n",
                                    "/etc/nftables.conf", NFTABLES_CONF,
                                    "/lib/systemd/system/nftables.service", UNIT_NFTABLES)),
            "wireguard-tools",
                    new Deb(
                            "1.0.20210914-1+b1",
                            Map.of(
                                    "/usr/bin/wg", "\u007fELF wg\n",
                                    "/usr/bin/wg-quick", "\u007fELF wg-quick\n",
                                    "/etc/wireguard/.keep", "",
                                    "/lib/systemd/system/wg-quick@.service", UNIT_WG_QUICK)));

    private final Machine machine;
    private Duration lockedUntil = Duration.ZERO;

    Packages(Machine machine) {
        this.machine = machine;
        machine.files().put(STATUS, entry("openssh-server", "1:9.2p1-2+deb12u3"));
    }

    /** {@code apt-get}: update and install. */
    int aptGet(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var patience = Duration.ZERO;
        for (var at = words.indexOf("-o"); at >= 0; at = words.indexOf("-o")) {
            words.remove(at);
            var option = words.remove(at);
            if (option.startsWith("DPkg::Lock::Timeout=")) {
                patience = Duration.ofSeconds(Long.parseLong(option.replaceFirst(".*=", "")));
            }
        }
        words.removeIf(word -> word.startsWith("-"));
        var command = words.isEmpty() ? "" : words.getFirst();
        if (!isFree(patience)) {
            call.err().println("E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)");
            return 100;
        }
        return switch (command) {
            case "update" -> update(call);
            case "install" -> install(call, words.subList(1, words.size()));
            default -> {
                call.err().println("E: Invalid operation " + command);
                yield 100;
            }
        };
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

    private int update(Call call) throws InterruptedException {
        machine.clock().sleep(UPDATE);
        machine.files().put(LISTS, "Suite: bookworm\n");
        call.out().print("""
                Get:1 http://mirror.example.net/debian bookworm InRelease [151 kB]
                Get:2 http://mirror.example.net/debian bookworm/main amd64 Packages [8,793 kB]
                Fetched 8,944 kB in 3s (2,981 kB/s)
                Reading package lists...
                """);
        return 0;
    }

    private int install(Call call, List<String> wanted) throws IOException, InterruptedException {
        call.out().println("Reading package lists...");
        call.out().println("Building dependency tree...");
        call.out().println("Reading state information...");
        for (var name : wanted) {
            if (!isInstalled(name) && (!machine.files().exists(LISTS) || !KNOWN.containsKey(name))) {
                call.err().println("E: Unable to locate package " + name);
                return 100;
            }
        }
        var fresh = new LinkedHashSet<String>();
        wanted.stream().filter(name -> !isInstalled(name)).forEach(fresh::add);
        if (!fresh.isEmpty()) {
            call.out().println("The following NEW packages will be installed:");
            call.out().println("  " + String.join(" ", fresh));
            machine.clock().sleep(INSTALL);
        }
        for (var name : fresh) {
            unpack(call, name);
        }
        call.out().println("0 upgraded, " + fresh.size() + " newly installed, 0 to remove and 0 not upgraded.");
        return 0;
    }

    private void unpack(Call call, String name) throws IOException {
        var deb = KNOWN.get(name);
        if (deb == null) {
            return;
        }
        deb.files().forEach((path, text) -> machine.files().put(path, text, path.contains("bin/") ? 0755 : 0644));
        machine.files().append(STATUS, entry(name, deb.version()));
        call.out().println("Setting up " + name + " (" + deb.version() + ") ...");
    }

    private static String entry(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "\n\n";
    }

    private boolean isInstalled(String name) {
        return !version(name).isEmpty();
    }

    private String version(String name) {
        try {
            for (var entry : machine.files().text(STATUS).split("\n\n")) {
                if (entry.startsWith("Package: " + name + "\n")) {
                    return entry.replaceAll("(?s).*Version: ", "").strip();
                }
            }
            return "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** {@code dpkg-query -W [-f FORMAT] NAMES}. */
    int dpkgQuery(Call call) {
        var words = call.words();
        var at = words.indexOf("-f");
        var format = at < 0 ? "${Package}\t${Version}\n" : words.get(at + 1);
        var status = 0;
        for (var name : words.subList(at < 0 ? 1 : at + 2, words.size())) {
            if (isInstalled(name)) {
                call.out().print(shown(format, name));
            } else {
                call.err().println("dpkg-query: no packages found matching " + name);
                status = 1;
            }
        }
        return status;
    }

    private String shown(String format, String name) {
        return format.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("${Package}", name)
                .replace("${Status}", "install ok installed")
                .replace("${Version}", version(name));
    }
}
