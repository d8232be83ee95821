package dev.outpost.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be broken on the bench. Each is a state that lasts until it is taken away. */
public enum Fault {
    NO_SIGNAL("the place has no coverage: the modem searches and never registers"),
    PIN_LOCKED("the SIM asks for a PIN and has two tries left; the site file names none"),
    FLASH_FULL("something has filled the router's flash: 60 KiB are left"),
    WRONG_APN("the SIM was sold for another access point; the operator refuses the public one"),
    DONGLE_WITHOUT_LINK("the dongle's network device has no link: nobody is there to ask for an address"),
    RELAY_UNREACHABLE("the server is off: neither SSH nor WireGuard answers"),
    CAMERA_WITHOUT_GATEWAY("the camera has no default gateway: it answers only its own network"),
    CAMERA_FIRMWARE_OLD("the camera's firmware is of February 2019; it is attacked on the internet"),
    CAMERA_INACTIVE("the camera is fresh from its box, its firmware before 5.7: no password, no stream, a clock of 1970"),
    CAMERA_INACTIVE_V3("the same with firmware of 5.7 or later, which takes its first password in another form"),
    CAMERA_ONVIF_OFF("the camera's ONVIF is switched off: only SADP finds it"),
    CAMERA_LOCKS_AFTER_FIVE("the camera locks its address out after five wrong passwords, not seven"),
    CAMERA_CLOCK_WRONG("the camera's clock says 1970"),
    CAMERA_IN_OTHER_SUBNET("the camera stands at 192.168.8.64, where the site's LAN is not"),
    CAMERA_H265("the camera's stream is H.265"),
    CAMERA_ONE_CONNECTION("the camera plays for one viewer at a time, and refuses the second"),
    CAMERA_NARROW("packets of full size are lost on the way from the camera: short answers come, pictures do not"),
    DEFAULT_ROUTE_STOLEN("the laptop's default route leads into the router, so the laptop cannot reach the server"),
    LINK_LOST_DURING_APPLY("the laptop's cable drops when the router restarts its network, for 240 of its seconds"),
    LAPTOP_KEEPS_ADDRESS("when the router's LAN moves, the laptop never asks for an address in the new one");

    private final String says;

    Fault(String says) {
        this.says = says;
    }

    /** The word on the command line and in the control port's addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for the list. */
    public String says() {
        return says;
    }

    /** The fault of that word. */
    public static Optional<Fault> named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
