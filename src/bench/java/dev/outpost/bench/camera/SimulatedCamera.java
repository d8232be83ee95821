package dev.outpost.bench.camera;

import dev.outpost.bench.net.CameraView;
import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/** A Hikvision DS-2CD1321-I as far as a viewer can tell: RTSP, snapshots, a login that shuts. Written from manuals. */
public final class SimulatedCamera implements CameraView, AutoCloseable {

    private static final int RTSP = 554;
    private static final int HTTP = 80;

    private final String mac;
    private volatile Prefix address;
    private final DigestLogin login;
    private final Listener rtsp;
    private final Listener http;
    private volatile Optional<Ip4> gateway;
    private volatile boolean link = true;
    /** Day of its firmware, yymmdd. (Invented.) */
    private volatile int build = 220114;

    /**
     * Starts both servers on free ports of loopback.
     *
     * @param caption what the picture says, usually site and camera
     * @param address its own address with the prefix it believes in
     * @param time what its clock shows in the picture
     */
    public SimulatedCamera(
            String caption,
            String mac,
            Prefix address,
            Ip4 gateway,
            String username,
            String password,
            InstantSource time)
            throws IOException {
        this.mac = mac;
        this.address = address;
        this.gateway = Optional.of(gateway);
        this.login = new DigestLogin("IP Camera(C6496)", username, password);
        var scene = new Scene(caption);
        this.rtsp = new Listener("camera rtsp", new RtspTalk(login));
        this.http = new Listener("camera http", new HttpTalk(login, () -> scene.jpeg(time.instant()), () -> build));
    }

    @Override
    public String mac() {
        return mac;
    }

    @Override
    public Prefix address() {
        return address;
    }

    @Override
    public Optional<Ip4> gateway() {
        return gateway;
    }

    @Override
    public boolean hasLink() {
        return link;
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return switch (port) {
            case RTSP -> Optional.of(rtsp.address());
            case HTTP -> Optional.of(http.address());
            default -> Optional.empty();
        };
    }

    /** Somebody gave it another address. */
    public void standsAt(Prefix other, Ip4 router) {
        address = other;
        gateway = Optional.of(router);
    }

    /** Nobody gave it a default gateway: the commonest mistake in the field. */
    public void losesGateway() {
        gateway = Optional.empty();
    }

    public void getsGateway(Ip4 router) {
        gateway = Optional.of(router);
    }

    /** The PoE injector has no power, or the cable is out. */
    public void losesLink() {
        link = false;
        try {
            rtsp.cut();
            http.cut();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void getsLink() {
        link = true;
    }

    /** Nobody has updated it since that day, written yymmdd. */
    public void runsFirmwareOf(int day) {
        build = day;
    }

    /** Somebody changed it. */
    public void forgetsPassword() {
        login.password("changed by somebody else");
    }

    /** Wrong passwords it was offered since it was made. */
    public int failedLogins() {
        return login.failures();
    }

    @Override
    public void close() throws IOException {
        rtsp.close();
        http.close();
    }
}
