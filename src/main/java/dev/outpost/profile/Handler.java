package dev.outpost.profile;

import dev.outpost.text.Word;
import java.util.List;
import java.util.Optional;

/**
 * One of netifd's protocol handlers, as far as an uplink needs it.
 *
 * @param proto its name in a section of {@code /etc/config/network}
 * @param brings the package that it comes in; none where it is in every image
 * @param node what its option {@code device} is
 * @param dials whether the router has to tell the modem to dial, so that an access point name is needed
 * @param askedWith the program that comes along and can ask the modem
 * @param keeperEntersPin whether the router's own script can open the SIM for it
 * @param pathReleases releases whose handler takes a USB path instead of a node, as a pattern
 * @param serial drivers of the ports of a device that is not known itself, the likeliest first
 * @param makers first words of AT+CGMI that it dials for; none: for any
 * @param roaming options that are set for a SIM that is a guest
 * @param seldom why it is seldom the best way
 */
public record Handler(
        String proto,
        Optional<String> brings,
        Node node,
        boolean dials,
        Optional<String> askedWith,
        boolean keeperEntersPin,
        Optional<String> pathReleases,
        List<String> serial,
        List<String> makers,
        List<String> roaming,
        Optional<String> seldom,
        List<Option> options) {
    public Handler {
        serial = List.copyOf(serial);
        makers = List.copyOf(makers);
        roaming = List.copyOf(roaming);
        options = List.copyOf(options);
    }

    /** What an interface section names as its device. */
    public enum Node implements Word {
        TTY("tty"),
        /** A cdc-wdm channel. */
        WDM("usbmisc"),
        /** A network interface. */
        NET("net");

        private final String kernelClass;

        Node(String kernelClass) {
            this.kernelClass = kernelClass;
        }

        /** The folder below {@code /sys/class}. */
        public String kernelClass() {
            return kernelClass;
        }
    }

    /**
     * An option of its section besides proto and device.
     *
     * @param values what may be taken from a file that anybody may have written, as a pattern; nothing where none is given
     * @param usual the value where nothing else is known
     * @param probed whether a probe tells it, too
     */
    public record Option(String name, Optional<String> values, Optional<String> usual, boolean probed) {
        /** The wish where it can be one, else the usual value. */
        public Optional<String> value(Optional<String> wish) {
            return wish.filter(given -> values.filter(given::matches).isPresent())
                    .or(() -> usual);
        }
    }

    /** Whether a release's handler takes the option {@code devpath}. */
    public boolean takesPath(String release) {
        return pathReleases.filter(release::matches).isPresent();
    }
}
