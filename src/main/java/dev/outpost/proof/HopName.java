package dev.outpost.proof;

import dev.outpost.step.Problem;
import dev.outpost.text.Word;
import java.util.Optional;

/** The stations of the way from the camera's operator to a viewer's eye, in the order in which they are walked. */
public enum HopName implements Word {
    LAPTOP("this computer's way out", "this computer"),
    ROUTER("the router", "router"),
    DONGLE("the dongle", "router"),
    WAN_MODEM("the separate modem on the wan port", "modem"),
    HOTSPOT("the hotspot", "place"),
    SIM("the SIM", "operator"),
    SIGNAL("the signal", "place"),
    REGISTRATION("the registration", "operator"),
    ADDRESS("the address", "operator"),
    STICK("the stick's DMZ", "modem"),
    DNS("names", "router"),
    CLOCK("the router's clock", "router"),
    RELAY_SSH("the relay's SSH", "relay"),
    RELAY_UDP("the relay's UDP", "relay"),
    NAME("the name that viewers dial", "provider"),
    ROUTER_UDP("the router's UDP port", "router"),
    CALLS("viewers' calls from outside", "operator"),
    HANDSHAKE("the tunnel's handshake", "router"),
    MAY_VIEW("who may view", "relay"),
    ROUTER_TUNNEL("the router's address in the tunnel", "router"),
    REDIRECT("the redirect to the camera", "router"),
    CAMERA_LINK("the camera's link", "camera"),
    CAMERA_GATEWAY("the camera's gateway", "camera"),
    RTSP("the camera's RTSP", "camera"),
    LOGIN("the camera's login", "camera"),
    VIEWER("the viewer's own tunnel", "viewer");

    private final String words;
    private final String side;

    HopName(String words, String side) {
        this.words = words;
        this.side = side;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whose it is: where somebody has to go, or whom to call. */
    public String side() {
        return side;
    }

    Hop ok(String evidence) {
        return new Hop(this, Optional.empty(), Hop.State.OK, evidence, Optional.empty());
    }

    Hop unknown(String evidence) {
        return new Hop(this, Optional.empty(), Hop.State.UNKNOWN, evidence, Optional.empty());
    }

    Hop broken(Problem problem) {
        return new Hop(this, Optional.empty(), Hop.State.BROKEN, problem.what(), Optional.of(problem));
    }
}
