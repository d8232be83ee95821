package dev.outpost.bench.router;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.clock.Work;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.dongle.Stick;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.host.SystemLog;
import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.RouterView;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.nft.PacketPath;
import dev.outpost.bench.nft.Ruleset;
import dev.outpost.bench.router.fw4.Firewall;
import dev.outpost.bench.router.modem.UsbBus;
import dev.outpost.bench.router.netifd.Netifd;
import dev.outpost.bench.router.netifd.Netifd.Links.Lease;
import dev.outpost.bench.router.netifd.NetifdBus;
import dev.outpost.bench.router.packages.PackageManager;
import dev.outpost.bench.router.ubus.Procd;
import dev.outpost.bench.router.ubus.Ubus.Bus;
import dev.outpost.bench.ssh.SimulatedSshServer;
import dev.outpost.bench.ssh.Traffic.Counters;
import dev.outpost.bench.uci.Uci;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A board with OpenWrt, fresh from flashing, that answers SSH on loopback. What it carries for others is
 * decided by what its services applied and loaded, never by what a file says.
 */
public final class SimulatedRouter implements RouterView, AutoCloseable {
    private static final int SSH = 22;

    final RouterHardware hardware;
    private final Machine machine;
    private final SystemLog log;
    final UsbSocket usbSocket;

    /** The packet filter in its kernel. */
    final AtomicReference<Ruleset> tables = new AtomicReference<>(Ruleset.EMPTY);

    final Firewall firewall;
    final Forwarding forwarding;
    final Dropbear dropbear;
    final Power power;
    /** Of this computer's time, on a machine that is busy with other things. */
    private static final Duration BOOTS_WITHIN = Duration.ofSeconds(20);

    final SimulatedSshServer ssh;
    private final Cable cable;
    private final WanCable wanCable;
    private final Netifd netifd;
    private final AtomicLong packageBytes = new AtomicLong();
    private long writesAtStart;

    /** Flashes a router; it answers after {@link #start}. */
    public SimulatedRouter(RouterHardware hardware, double speed, VirtualNetwork net) throws IOException {
        this.hardware = hardware;
        this.machine =
                new Machine("OpenWrt", new SimClock(speed, hardware.generation().buildDate()));
        this.log = new SystemLog(machine.clock());
        new Image(machine, hardware).flash();
        BusyBox.installOpenWrt(machine);
        Uci.installOn(machine);
        var dialling = new Dialling(this, net);
        var manager = PackageManager.of(
                hardware.generation().hasApk(), new Wget(dialling), this::driversLook, packageBytes::addAndGet);
        var usb = new UsbBus(
                machine.files(),
                hardware.board().usb(),
                hardware.generation().kernel(),
                name -> manager.hasInstalled(machine.files(), name));
        this.wanCable = new WanCable(hardware.board(), usb);
        wanCable.shownIn(machine.files());
        var hotplug = new Hotplug(this);
        this.netifd = new Netifd(machine, log, wanCable, hotplug, net::now);
        this.usbSocket = new UsbSocket(usb, netifd, machine);
        var procd = new Procd(machine);
        this.firewall = new Firewall(network -> Forwarding.place(netifd.interfaces(), network), tables);
        this.forwarding = new Forwarding(hardware.board(), netifd.interfaces(), usb, new CopyOnWriteArrayList<>());
        this.dropbear = new Dropbear(this);
        var interfaces = new NetifdBus(netifd);
        Bus bus = name -> name.equals("service") ? Optional.of(procd::answers) : interfaces.find(name);
        new RouterPrograms(this, netifd, procd, firewall).install(machine, bus, manager, net, dialling);
        machine.files().sealImage();
        machine.files().mountOf("/").setFree(hardware.freeFlash());
        machine.files().shareRoot("/dev/mtdblock6", "/overlay", "jffs2");
        var host = new RouterSsh(this, dialling);
        this.ssh = new SimulatedSshServer(host, host.personality(), host.hostKeys());
        ssh.front().unplug();
        this.cable = new Cable(this, ssh);
        this.power = new Power(this, netifd, procd, ssh);
    }

    /** Switches it on for the first time and waits until its LAN answers. */
    public void start() throws InterruptedException {
        power.on(Duration.ZERO);
        if (!ssh.front().awaitPlugged(BOOTS_WITHIN)) {
            throw new IllegalStateException(
                    "the LAN of " + hardware.name() + " does not answer within " + BOOTS_WITHIN);
        }
        writesAtStart = machine.files().writes();
    }

    /** Where SSH over the LAN cable answers. */
    public InetSocketAddress address() {
        return loopback(ssh.front().port());
    }

    public Machine machine() {
        return machine;
    }

    public SystemLog log() {
        return log;
    }

    public Cable cable() {
        return cable;
    }

    /** Somebody's network with internet behind it goes into the wan port, or out again; a board without one has no use of it. */
    public void plugsWan(boolean plugged) throws InterruptedException {
        wanCable.isPlugged(plugged);
        wanCable.isNoticed(netifd);
    }

    /** Somebody's telephone shares its line with who knows the password of its network. */
    public void seesHotspot(boolean there) throws InterruptedException {
        wanCable.isOnAir(there);
        netifd.reload();
    }

    /** What a separate modem in the wan port gives to the first who asks: a bridge the operator's own address, a router one of its own network. */
    public void plugsModem(Optional<Lease> lease) {
        wanCable.gives(lease);
    }

    public void plugIn(SimulatedDongle dongle) throws InterruptedException {
        usbSocket.plugIn(dongle);
    }

    public void unplugDongle() throws InterruptedException {
        usbSocket.unplug();
    }

    /** The dongle is pulled and put back; its serial ports come back with other numbers. */
    public void replugsDongle(int firstTty) throws InterruptedException {
        usbSocket.replug(firstTty);
    }

    /** The power is gone at once: RAM is lost, flash stays, nobody is told. */
    public void powerCut() throws InterruptedException {
        power.cut();
    }

    /** The power is back; returns when the router has booted. */
    public void power() throws InterruptedException {
        power.on(Power.KERNEL);
    }

    /** Something else fills the flash until this much is left. */
    public void hasFreeFlash(long bytes) {
        machine.files().mountOf("/").setFree(bytes);
    }

    public Counters counters() {
        return ssh.traffic().counters(machine.files().writes() - writesAtStart, packageBytes.get());
    }

    private void driversLook() {
        usbSocket.driversLook();
    }

    @Override
    public String name() {
        return hardware.name();
    }

    @Override
    public boolean isRunning() {
        return power.isOn();
    }

    @Override
    public List<DeviceAddress> addresses() {
        return forwarding.addresses();
    }

    @Override
    public List<WireguardDevice> wireguard() {
        return forwarding.interfaces().wireguard();
    }

    @Override
    public Verdict arrives(String device, Flow flow) {
        return new PacketPath(this, tables.get(), true).arrives(device, flow);
    }

    @Override
    public Optional<Route> route(Ipv4 destination) {
        return forwarding.route(destination);
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return port == SSH && dropbear.isRunning() ? Optional.of(loopback(ssh.port())) : Optional.empty();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public Instant wall() {
        return machine.clock().wall();
    }

    @Override
    public Optional<Ipv4> wan() {
        return forwarding.wan().or(() -> onCable().map(device -> device.prefix().address()));
    }

    /** The address that came over the wan port. */
    private Optional<DeviceAddress> onCable() {
        return addresses().stream()
                .filter(address -> wanCable.device().equals(Optional.of(address.device())))
                .findFirst();
    }

    @Override
    public String wanDevice() {
        var plugged = onCable()
                .map(DeviceAddress::device)
                .filter(_ -> forwarding.wan().isEmpty());
        return plugged.orElseGet(forwarding::wanDevice);
    }

    @Override
    public Optional<Stick> stick() {
        return usbSocket.usb().dongle().flatMap(SimulatedDongle::stick);
    }

    @Override
    public Optional<String> cabledWan() {
        return wanCable.device();
    }

    @Override
    public String lanDevice() {
        return Forwarding.LAN;
    }

    @Override
    public Cidr lan() {
        return forwarding.lan();
    }

    @Override
    public boolean isPlugged(Plug plug) {
        return cable.isAt(plug);
    }

    @Override
    public void close() throws IOException {
        Work.quietly(power::cut);
        ssh.close();
    }
}
