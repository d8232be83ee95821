package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One camera.
 *
 * @param address as seen from the router
 * @param mac lower case with colons
 * @param login how its password may be offered
 * @param services what it answers on; RTSP on 554 and the web page on 80 unless told otherwise
 * @param internet whether the camera itself may call the internet
 * @param setup what is made of a fresh one; absent: it is taken as it is
 * @param wifi the router's own network that a wireless camera joins
 */
public record CameraWish(
        String name,
        Ipv4 address,
        Optional<String> mac,
        Optional<String> username,
        Optional<SecretSource> password,
        LoginForm login,
        Optional<Power> power,
        List<Service> services,
        Exposure exposure,
        boolean internet,
        Optional<Setup> setup,
        Optional<WifiWish> wifi) {
    public CameraWish {
        services = List.copyOf(services);
    }

    /** The wireless network that it joins. */
    public Optional<String> ssid() {
        return wifi.map(WifiWish::ssid);
    }

    /** Where it offers a service; the usual place where the site file does not say. */
    public int port(String service, int usual) {
        return services.stream()
                .filter(offered -> offered.name().equals(service))
                .map(Service::port)
                .findFirst()
                .orElse(usual);
    }

    /** Name of the user that may only look. */
    public String viewer() {
        return username.orElse("viewer");
    }

    /** The port of its web page: the usual one where the site file names none. */
    public int webPort() {
        return port("web", 80);
    }

    /** Who is given a user of its own. */
    public enum ViewerOf {
        /** ONVIF, which is switched on, and the web pages. */
        ONVIF,
        /** The web pages alone. */
        WEB
    }

    /**
     * What is made of a camera.
     *
     * @param timezone of its clock; absent: it keeps what it has
     * @param admin its administrator's name
     * @param adminPassword where somebody gave it one already; absent: a fresh one gets one that is made here
     */
    public record Setup(
            ViewerOf viewer, Optional<ZoneId> timezone, String admin, Optional<SecretSource> adminPassword) {}

    /** How a camera may be told the password. */
    public enum LoginForm {
        /** Never as it is: only what is computed from it crosses the wire. */
        DIGEST,
        /** As it is, where the camera knows nothing better: whoever sits on the way, or answers in its place, reads it. */
        BASIC
    }

    /** A TCP service. */
    public record Service(String name, int port) {}

    /**
     * Power over Ethernet.
     *
     * @param poeClass IEEE 802.3af/at class, 0 to 4
     * @param model profile of the camera
     * @param source profile of the injector or switch; {@code router} where the router itself feeds it
     * @param cableMetres length of the cable, 0 to 100
     */
    public record Power(
            Optional<Integer> poeClass,
            Optional<String> model,
            Optional<String> source,
            Optional<Integer> cableMetres,
            Cable cable) {}

    /** Kinds of twisted pair. */
    public enum Cable {
        CAT5E,
        CAT6,
        /** Telephone wire of old houses. */
        CAT3,
        /** Wires of AWG 26 and thinner: flexible and flat patch cable. */
        THIN,
        /** Aluminium with a skin of copper. */
        CCA
    }

    /** Who can reach it. */
    public sealed interface Exposure {
        /** Only viewers, through the tunnel. */
        record Tunnel() implements Exposure {}

        /**
         * The internet, on one port of the public address.
         *
         * @param service the camera's service behind it: its first one
         * @param allow source networks that may come
         * @param because why somebody chose so; never empty
         * @param firmwareUnknown why it may be public although nobody knows what it runs; absent: then it may not
         */
        record Public(int port, String service, List<Cidr> allow, String because, Optional<String> firmwareUnknown)
                implements Exposure {
            public Public {
                allow = List.copyOf(allow);
            }
        }
    }
}
