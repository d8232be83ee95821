package dev.outpost.bench.camera;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.clock.Work;
import dev.outpost.bench.net.CameraView;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Ticker;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Hikvision DS-2CD1321-I as far as a viewer asks it: its stream (RFC 2326), a snapshot, who it is, and a login that shuts.
 * Written from manuals.
 */
public final class SimulatedCamera implements CameraView, AutoCloseable {
    /** Day of its firmware, yymmdd. (Invented.) */
    public static final int FIRMWARE = 220114;

    private static final String HIKVISION = "HIKVISION";
    private static final Duration LEAVES = Duration.ofMillis(25);
    private static final int RTSP = 554;
    private static final int HTTP = 80;

    /** A connection without a word is closed after this, in real time. */
    static final int IDLE_MS = 60_000;

    private final String mac;
    private final String owner;
    private final String ownersPassword;
    private final InstantSource time;
    private final CameraSettings settings;
    private final DigestLogin login;
    private final CameraPages pages;
    private final LoopbackServer rtsp;
    private final LoopbackServer http;
    private volatile Cidr address;
    private volatile Optional<Ipv4> gateway;
    private volatile boolean link = true;
    private volatile boolean streams = true;

    private volatile int build = FIRMWARE;

    private volatile String maker = HIKVISION;

    private volatile boolean isNarrow;
    private volatile int mostPlayed = Integer.MAX_VALUE;
    private final AtomicInteger played = new AtomicInteger();

    private volatile VideoFile video = VideoFile.H264;

    /** Ten times as fast as the clock on the wall. */
    private volatile Ticker ticker = RoomTime.ROOM.faster(10);

    /**
     * Starts both servers on free ports of loopback.
     *
     * @param address its own address with the prefix it believes in
     * @param time what its clock shows in the picture
     */
    public SimulatedCamera(String mac, Cidr address, Ipv4 gateway, String username, String password, InstantSource time)
            throws IOException {
        this.mac = mac;
        this.address = address;
        this.gateway = Optional.of(gateway);
        this.owner = username;
        this.ownersPassword = password;
        this.time = time;
        this.settings = new CameraSettings(time);
        this.login = new DigestLogin("IP Camera(C6496)", username, password);
        this.pages = new CameraPages(this, settings, login);
        settings.webUsers.put(username, "Viewer");
        this.rtsp = new LoopbackServer("camera rtsp", this::rtsp);
        this.http = new LoopbackServer("camera http", pages::talk);
    }

    private void rtsp(Socket client) throws IOException {
        client.setSoTimeout(IDLE_MS);
        new RtspTalk(client, this, login, video, ticker).go();
    }

    /** What it says to a client goes through this. */
    OutputStream to(Socket client) throws IOException {
        return isNarrow ? new NarrowWay(client.getOutputStream()) : client.getOutputStream();
    }

    /** Packets of full size are lost on the way from it, from the next connection on. */
    public void isBehindANarrowWay(boolean is) {
        isNarrow = is;
    }

    public void playsForOneOnly(boolean does) {
        mostPlayed = does ? 1 : Integer.MAX_VALUE;
    }

    /** One more stream, where it has room for it; who was there just before may take a moment to leave. */
    boolean canPlay() {
        for (int times = 0; times < 40; times++) {
            int now = played.get();
            if (now < mostPlayed && played.compareAndSet(now, now + 1)) {
                return true;
            }
            Work.quietly(() -> RoomTime.ROOM.pause(LEAVES));
        }
        return false;
    }

    void stopsPlaying() {
        played.decrementAndGet();
    }

    /** Who may look, and in which form it asks them. */
    public DigestLogin login() {
        return login;
    }

    public CameraSettings settings() {
        return settings;
    }

    @Override
    public String mac() {
        return mac;
    }

    @Override
    public Cidr address() {
        return address;
    }

    @Override
    public Optional<Ipv4> gateway() {
        return gateway;
    }

    @Override
    public boolean hasLink() {
        return link;
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return switch (port) {
            case RTSP -> pages.isFresh() || !streams ? Optional.empty() : Optional.of(rtsp.address());
            case HTTP -> Optional.of(http.address());
            default -> Optional.empty();
        };
    }

    public void standsAt(Cidr other, Ipv4 router) {
        address = other;
        gateway = Optional.of(router);
    }

    /** Nobody gave it a default gateway: the commonest mistake in the field. */
    public void losesGateway() {
        gateway = Optional.empty();
    }

    public void getsGateway(Ipv4 router) {
        gateway = Optional.of(router);
    }

    /** Whether the PoE injector has power and the cable is in. */
    public void hasLink(boolean there) {
        link = there;
        if (!there) {
            rtsp.cut();
            http.cut();
        }
    }

    public void streams(boolean on) {
        streams = on;
    }

    /** Nobody has updated it since that day, written yymmdd. */
    public void runsFirmwareOf(int day) {
        build = day;
    }

    /** Its owner set it up long ago. */
    public void isInUse() {
        pages.isActivated();
        login.adds(owner, ownersPassword);
        settings.webUsers.put(owner, "Viewer");
        settings.onvif = true;
        settings.clockSays(timeOutside());
    }

    /** What time it is where its clock is not asked. */
    public Instant timeOutside() {
        return time.instant();
    }

    public void knowsPassword(boolean knows) {
        login.adds(owner, knows ? ownersPassword : "changed by somebody else");
    }

    public void encodes(VideoFile other) {
        video = other;
    }

    /** Fresh from its box: no password, no stream, no ONVIF, an administrator's name alone, and a clock of 1970. */
    public void isFresh(boolean v3) {
        login.forgetsAll();
        settings.webUsers.clear();
        settings.webUsers.put("admin", "Administrator");
        settings.onvif = false;
        settings.clockSays(Instant.EPOCH);
        pages.isFresh(new FirstPassword(v3));
    }

    /** Another maker's: it speaks no ISAPI, and ONVIF with these. */
    public void speaksOnvifOnly(String user, String password) {
        maker = "Dahua";
        settings.onvif = true;
        settings.onvifUsers.put(user, "Administrator");
        settings.onvifPasswords.put(user, password);
    }

    public void hasOnvif(boolean on) {
        settings.onvif = on;
    }

    public boolean hasOnvif() {
        return settings.onvif;
    }

    public boolean isFresh() {
        return pages.isFresh();
    }

    /** As ONVIF names him. */
    String maker() {
        return maker;
    }

    /** Only its first maker's own. */
    boolean hasIsapi() {
        return maker.equals(HIKVISION);
    }

    String model() {
        return hasIsapi() ? "DS-2CD1321-I" : "IPC-HFW2431S-S-S2";
    }

    String firmware() {
        return hasIsapi()
                ? "V5.5.83 build " + firmwareDay()
                : "2.800.0000000.16.R, Build Date: 20" + firmwareDay().replaceFirst("(..)(..)(..)", "$1-$2-$3");
    }

    String stream(int number) {
        return hasIsapi() ? "/Streaming/Channels/10" + number : "/cam/realmonitor?channel=1&subtype=" + (number - 1);
    }

    String snapshot() {
        return hasIsapi() ? "/ISAPI/Streaming/channels/101/picture" : "/cgi-bin/snapshot.cgi";
    }

    boolean isSnapshot(String path) {
        return path.equals(snapshot()) || (hasIsapi() && path.equals("/ISAPI/Streaming/channels/102/picture"));
    }

    boolean isStream(String url) {
        var path =
                hasIsapi() ? "(Streaming/Channels|ISAPI/Streaming/channels|h264).*" : "cam/realmonitor\\?channel=1.*";
        return url.matches("(?i)rtsp://[^/]+/" + path);
    }

    String firmwareDay() {
        return "%06d".formatted(build);
    }

    public void playsIn(Ticker time) {
        ticker = time;
    }

    @Override
    public void close() {
        rtsp.close();
        http.close();
    }

    /** A way that loses packets of full size without a word, as behind a tunnel of a lower MTU: what comes behind them waits for ever. */
    private static final class NarrowWay extends FilterOutputStream {
        /** Bytes of TCP that still pass. */
        private static final int FITS = 1_300;

        private boolean isStuck;

        NarrowWay(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            isStuck |= length > FITS;
            if (!isStuck) {
                out.write(bytes, from, length);
            }
        }
    }
}
