package dev.outpost.bench.relay;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.clock.Work;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.net.Dialler;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.RelayView;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.nft.Nft;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.bench.ssh.Personality;
import dev.outpost.bench.ssh.SimulatedSshServer;
import dev.outpost.bench.ssh.SshHost;
import dev.outpost.bench.ssh.Traffic.Counters;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Debian 12 server on the simulated internet with nothing on it: SSH for root by key, and what apt-get brings. Its
 * WireGuard, forwarding and nftables are what its commands and files made them, and the network asks them.
 */
public final class SimulatedRelay implements AutoCloseable {

    private static final int SSH = 22;

    /** From the command to SSH again. (Figure invented.) */
    private static final Duration BOOT = Duration.ofSeconds(12);

    private static final String AUTHORIZED_KEYS = "/root/.ssh/authorized_keys";

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Machine machine;
    private final RelayKernel kernel;
    private final Systemd systemd;
    private final Debian debian;
    private final KeyPair hostKey;
    private final SimulatedSshServer ssh;

    /** Switches it on: it answers at {@link #address()} when this returns. */
    public SimulatedRelay(String hostname, Ipv4 publicAddress, SimClock clock, VirtualNetwork net, KeyPair hostKey)
            throws IOException {
        this.hostKey = hostKey;
        machine = new Machine(hostname, clock);
        kernel = new RelayKernel(hostname, publicAddress, net, clock::wall);
        systemd = new Systemd(machine, kernel);
        debian = new Debian(machine, kernel);
        BusyBox.installDebian(machine);
        debian.furnish();
        install();
        ssh = new SimulatedSshServer(new Ssh(), Personality.OPENSSH, List.of(hostKey));
        kernel.listens(SSH, new InetSocketAddress(InetAddress.getLoopbackAddress(), ssh.port()));
        machine.files().mount("tmpfs", "/tmp", "tmpfs", false, 1L << 30);
        machine.files().mount("tmpfs", "/run", "tmpfs", false, 1L << 30);
        machine.files().sealImage();
        kernel.running(true);
        net.add(kernel);
    }

    private void install() {
        var programs = machine.programs();
        programs.register("/usr/bin/apt-get", debian::aptGet);
        programs.register("/usr/bin/dpkg-query", debian::dpkgQuery);
        programs.register("/usr/bin/systemctl", systemd);
        programs.register("/sbin/init", systemd::boot);
        programs.register("/usr/sbin/sysctl", debian::sysctl);
        programs.register("/usr/bin/ss", debian::ss);
        programs.register("/usr/sbin/reboot", rebooting());
        programs.know("/usr/bin/wg", debian::wg);
        var host = new Nft(kernel.tables(false));
        var inside = new Nft(kernel.tables(true));
        programs.know("/usr/sbin/nft", call -> (RelayIp.isInside(call) ? inside : host).run(call));
        programs.register("/usr/sbin/ip", new RelayIp(kernel));
        programs.register("/usr/bin/unshare", call -> 0);
    }

    /** Root, by key only; forwarded channels start on the server, in the simulated network. */
    private final class Ssh implements SshHost {
        @Override
        public List<String> authorizedKeys(String user) {
            try {
                return user.equals("root")
                        ? machine.files().text(AUTHORIZED_KEYS).lines().toList()
                        : List.of();
            } catch (IOException missing) {
                return List.of();
            }
        }

        @Override
        public int exec(
                String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
                throws InterruptedException {
            var variables = new TreeMap<>(environment);
            variables.put("PATH", PATH);
            variables.put("SHELL", "/bin/bash");
            return machine.exec(command, variables, in, out, err);
        }

        @Override
        public Socket dial(String host, int port) throws IOException {
            if (Ipv4.parse(host).isEmpty()) {
                throw new UnknownHostException(host);
            }
            return new Dialler(kernel.net(), new Origin.OnRelay(kernel), machine.clock()).dial(Ipv4.of(host), port);
        }
    }

    public Machine machine() {
        return machine;
    }

    /** As the simulated network sees it. */
    public RelayView view() {
        return kernel;
    }

    /** Where SSH listens, on loopback. */
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ssh.front().port());
    }

    public PublicKey hostKey() {
        return hostKey.getPublic();
    }

    /** Lets the owner of a key log in as root. */
    public void authorize(PublicKey key) throws IOException {
        machine.files().append(AUTHORIZED_KEYS, HostKeys.line(key) + " root@bench\n");
        machine.files().chmod(AUTHORIZED_KEYS, 0600);
        machine.files().sealImage();
    }

    /** Since it was switched on. */
    public Counters counters() {
        return ssh.traffic().counters(machine.files().writes(), 0);
    }

    /** The provider has an outage: nobody hears of it, and the port refuses. */
    public void goesDark() {
        kernel.running(false);
        ssh.cutSessions();
        ssh.front().unplug();
    }

    /** The outage ends; nothing was lost. */
    public void comesBack() throws IOException {
        ssh.front().plug();
        kernel.running(true);
    }

    public void types(String line) {
        Work.quietly(() -> machine.run(line));
    }

    /** Another program on it holds dpkg's lock for so long. */
    public void installsForItself(Duration time) {
        debian.isBusy(time);
    }

    /** The mirror of its distribution does not answer, or has no such package. */
    public void losesMirror(boolean wholly) {
        debian.isFrom(wholly ? Debian.Mirror.AWAY : Debian.Mirror.LACKING);
    }

    /** A restart: processes, links and rules are gone; what is enabled starts again. */
    public void reboot() throws IOException, InterruptedException {
        goesDark();
        machine.processes().killAll();
        kernel.forget();
        systemd.forget();
        machine.files().clear("/tmp");
        machine.files().clear("/run");
        machine.files().putFolder("/run/systemd/system");
        var clock = machine.clock();
        Instant now = clock.wall();
        clock.sleep(BOOT);
        clock.restart(now.plus(BOOT));
        machine.run("/sbin/init");
        comesBack();
    }

    private Program rebooting() {
        return call -> {
            Thread.ofVirtual().name("relay reboots").start(() -> {
                try {
                    reboot();
                } catch (IOException | InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            return 0;
        };
    }

    @Override
    public void close() throws IOException {
        kernel.running(false);
        ssh.close();
        machine.processes().list().forEach(process -> process.signal(Signal.KILL));
    }
}
