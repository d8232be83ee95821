package dev.outpost.bench;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.time.Instant;

/** What can be wrong with one camera, switched on and off. */
final class CameraFaults {
    /** The day it was built, yymmdd: before CVE-2021-36260 was closed. */
    private static final int OLD_FIRMWARE = 190221;

    /** Wrong passwords before it locks: the family's strictest setting, and its usual one. */
    private static final int STRICT = 5;

    private static final int USUAL = 7;

    private static final Ipv4 ROUTER = Ipv4.of("192.168.1.1");

    private CameraFaults() {}

    static void happens(Fault fault, SimulatedCamera camera, boolean on) {
        switch (fault) {
            case CAMERA_OFF -> camera.hasLink(!on);
            case RTSP_OFF -> camera.streams(!on);
            case CAMERA_PASSWORD_CHANGED -> camera.knowsPassword(!on);
            case CAMERA_WITHOUT_GATEWAY -> gateway(camera, on);
            case CAMERA_FIRMWARE_OLD -> camera.runsFirmwareOf(on ? OLD_FIRMWARE : SimulatedCamera.FIRMWARE);
            case CAMERA_INACTIVE, CAMERA_INACTIVE_V3 -> fresh(camera, fault == Fault.CAMERA_INACTIVE_V3, on);
            case CAMERA_ONVIF_OFF -> camera.hasOnvif(!on);
            case CAMERA_LOCKS_AFTER_FIVE -> camera.shutsAfter(on ? STRICT : USUAL);
            case CAMERA_CLOCK_WRONG -> camera.clockSays(on ? Instant.EPOCH : camera.timeOutside());
            case CAMERA_IN_OTHER_SUBNET ->
                camera.standsAt(
                        Cidr.of(on ? "192.168.8.64/24" : "192.168.1.64/24"), on ? Ipv4.of("192.168.8.1") : ROUTER);
            case CAMERA_H265 -> camera.encodes(on ? VideoFile.H265 : VideoFile.H264);
            case CAMERA_ONE_CONNECTION -> camera.playsForOneOnly(on);
            case CAMERA_NARROW -> camera.isBehindANarrowWay(on);
            default -> {
                return; // of something else
            }
        }
    }

    private static void gateway(SimulatedCamera camera, boolean on) {
        if (on) {
            camera.losesGateway();
        } else {
            camera.getsGateway(ROUTER);
        }
    }

    private static void fresh(SimulatedCamera camera, boolean v3, boolean on) {
        if (on) {
            camera.isFresh(v3);
        } else {
            camera.isInUse();
        }
    }
}
