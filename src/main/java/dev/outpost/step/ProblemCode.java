package dev.outpost.step;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The stable names of what can go wrong; other tools hold on to them. {@code SIM_PIN_LOW} is printed as {@code SIM-PIN-LOW}. A run that ends
 * with one needs a person (exit 3) where nothing else stands beside it.
 */
public enum ProblemCode {
    // What stands in the way of this program itself: its command line, its files, its store.
    USAGE_BAD_ADDRESS(Exit.USAGE),
    USAGE_BAD_KEY(Exit.USAGE),
    USAGE_MISTAKE(Exit.USAGE),
    USAGE_NO_BOARD(Exit.USAGE),
    USAGE_NO_PROFILE(Exit.USAGE),
    USAGE_NO_RELEASE(Exit.USAGE),
    FILE_BAD_NAME(Exit.USAGE),
    FILE_BAD_VALUE(Exit.USAGE),
    FILE_EXISTS(Exit.USAGE),
    FILE_MISSING_KEY(Exit.USAGE),
    FILE_NO_RELAY(Exit.USAGE),
    FILE_NOT_PLAIN(Exit.USAGE),
    FILE_SAME_SITE(Exit.USAGE),
    FILE_SECRET_LITERAL(Exit.USAGE),
    FILE_SYNTAX(Exit.USAGE),
    FILE_TOO_LARGE(Exit.USAGE),
    FILE_UNKNOWN_KEY(Exit.USAGE),
    FILE_UNREADABLE(Exit.USAGE),
    SITE_NOT_APPLIED,
    SITE_PIN_FORM(Exit.USAGE),
    SITE_SPARE_UNKNOWN(Exit.USAGE),
    SITE_WIFI_PASSWORD(Exit.USAGE),
    SECRET_MISSING(Exit.USAGE),
    RECORDING_INCOMPLETE(Exit.USAGE),
    BENCH_MISSING,
    STATE_FULL,
    STEP_NOT_TRUE,
    STATE_LOCKED,
    STATE_UNUSABLE(Exit.USAGE),
    LEDGER_DIFFERS,
    LEDGER_FULL,
    OUTPOST_BUG(Exit.BUG),

    // The dongle on the laptop: USB, its modes, its ports, pasted descriptors.
    USB_DOWNLOAD_MODE,
    USB_DRIVER_MISSING,
    USB_DRIVER_UNAWARE,
    USB_ENUMERATION,
    USB_HUB_POWER,
    USB_NO_DONGLE(Exit.UNREACHABLE),
    USB_NO_NODE,
    USB_NO_PERMISSION,
    USB_NO_UDEV,
    USB_OVER_CURRENT,
    USB_PORT_BUSY,
    USB_RESETS,
    USB_RULES_NEED_ROOT,
    USB_SLOW,
    USB_STORAGE_MODE,
    MODE_DENIED(Exit.UNREACHABLE),
    MODE_NO_WAY(Exit.UNREACHABLE),
    MODE_NOT_BACK(Exit.UNREACHABLE),
    MODE_NOT_SENT(Exit.UNREACHABLE),
    MODE_STILL_STORAGE(Exit.UNREACHABLE),
    MODE_STORAGE(Exit.UNREACHABLE),
    PORT_BUSY(Exit.UNREACHABLE),
    PORT_LIMITED(Exit.UNREACHABLE),
    PORT_LOST(Exit.UNREACHABLE),
    PORT_NO_DONGLE(Exit.UNREACHABLE),
    PORT_NO_USB_LIST(Exit.UNREACHABLE),
    PORT_NONE(Exit.UNREACHABLE),
    PORT_NOT_ASKED(Exit.UNREACHABLE),
    PORT_SILENT(Exit.UNREACHABLE),
    PORT_TAKEN,
    PORT_UNUSABLE(Exit.UNREACHABLE),
    DUMP_CUT(Exit.UNREACHABLE),
    DUMP_EMPTY(Exit.UNREACHABLE),
    DUMP_NO_DONGLE(Exit.UNREACHABLE),
    DUMP_NOT_ONE(Exit.UNREACHABLE),
    DUMP_PARTLY(Exit.UNREACHABLE),

    // What the modem says: its SIM, its network.
    SIM_ABSENT,
    SIM_DEVICE_LOCK,
    SIM_FAILURE,
    SIM_NOT_READY,
    SIM_NOT_THE_ONE,
    SIM_OPERATOR_LOCK,
    SIM_PIN_LOW,
    SIM_PIN_NEEDED,
    SIM_PIN_SPENT,
    SIM_PIN_UNCLEAR,
    SIM_PIN_WRONG,
    SIM_PUK_NEEDED,
    SIM_WRONG,
    MODEM_DENIED,
    MODEM_NO_SIGNAL,
    MODEM_NOT_REGISTERED,
    MODEM_RADIO_OFF,
    MODEM_ROAMING,

    // The router: finding it, entering it, what it has room for, its guard.
    FIND_NO_CABLE(Exit.UNREACHABLE),
    FIND_NO_INTERFACE(Exit.USAGE),
    FIND_NO_TOOL(Exit.UNREACHABLE),
    FIND_NOTHING(Exit.UNREACHABLE),
    ROUTER_AMBIGUOUS,
    ROUTER_CONFIG_BROKEN,
    ROUTER_ELSEWHERE,
    ROUTER_FIREWALL,
    ROUTER_HOSTKEY_CHANGED,
    ROUTER_IS_GATEWAY,
    ROUTER_KEY_REFUSED,
    ROUTER_NOT_FRESH,
    ROUTER_NOT_OPENWRT,
    ROUTER_OTHER_MAC,
    ROUTER_PASSWORD,
    ROUTER_PASSWORD_WRONG,
    ROUTER_PENDING,
    ROUTER_REFUSED,
    ROUTER_UCI,
    ROUTER_UNREACHABLE(Exit.UNREACHABLE),
    FLASH_FULL,
    FLASH_NOT_READY,
    FLASH_NOT_YET,
    FLASH_READ_ONLY,
    FLASH_TOO_SMALL,
    RAM_TOO_SMALL,
    LINK_LOST(Exit.UNREACHABLE),
    GUARD_FOREIGN,
    GUARD_NOT_RUNNING,
    GUARD_ROLLBACK_FAILED(Exit.ROLLED_BACK),
    GUARD_ROLLED_BACK(Exit.ROLLED_BACK),
    REPLACE_BY_HAND,

    // Packages and where they come from.
    PKG_CONFLICT,
    PKG_DAMAGED,
    PKG_KERNEL,
    PKG_MANAGER,
    PKG_MISSING,
    PKG_NO_BUNDLE,
    PKG_NOT_INSTALLED,
    FEED_DAMAGED(Exit.UNREACHABLE),
    FEED_NO_RELEASE(Exit.UNREACHABLE),
    FEED_UNREACHABLE(Exit.UNREACHABLE),
    FEED_UNTRUSTED,

    // The router's own networks, and the laptop's beside them.
    LAN_CAMERA_CLASH,
    LAN_CAMERA_OUTSIDE,
    LAN_CAMERAS_APART,
    LAN_DONGLE_CLASH,
    LAN_LAPTOP_CLASH,
    LAN_NO_PLACE,
    /** A box before the router has the network that the LAN has. */
    LAN_UPLINK_CLASH,
    LAN_NONE,
    LAN_NOT_MOVED,
    LAN_TUNNEL_CLASH,
    LAPTOP_DEFAULT_ROUTE(Exit.UNREACHABLE),
    LAPTOP_NO_ROUTE(Exit.UNREACHABLE),

    // The way out.
    WAN_APN_REFUSED,
    WAN_BAD_APN,
    WAN_MODEM_SILENT,
    WAN_NO_ADDRESS,
    WAN_NO_APN,
    WAN_NO_DEVICE,
    WAN_NO_LEASE,
    WAN_NO_LINK,
    WAN_NO_PORT,
    WAN_NO_PROBE,
    WAN_UPLINK_FAILED,
    WAN_WIFI_REFUSED,
    WIFI_NO_COUNTRY,
    WIFI_NO_RADIO,

    // The way in: the tunnel, the relay.
    WAY_ADDRESS_UNKNOWN,
    WAY_CLOCK_BEHIND,
    WAY_KEY_UNKNOWN,
    WAY_NAME_UNKNOWN,
    WAY_NO_HANDSHAKE,
    WAY_HIDDEN,
    WAY_NAME_ELSEWHERE,
    WAY_NAME_REFUSED,
    WAY_NEEDS_NAME,
    WAY_NO_KEY,
    WAY_NO_RELAY,
    WAY_NOT_CARRIED,
    WAY_OBSERVER_SILENT(Exit.UNREACHABLE),
    WAY_NOTHING_SENT,
    WAY_OTHER_ROUTER,
    WAY_PORT_SHUT,
    WAY_ROUTER_SILENT(Exit.UNREACHABLE),
    WAY_STICK_REFUSED,
    WAY_STICK_SHUT,
    WAY_TUNNEL_DOWN,
    WAY_VIEWER_SILENT,
    DOMAIN_ELSEWHERE,
    DOMAIN_IPV6,
    DOMAIN_PROXIED,
    DOMAIN_UNKNOWN,
    RELAY_BUSY,
    RELAY_DISK_FULL,
    RELAY_HOSTKEY_CHANGED,
    RELAY_HOSTKEY_UNKNOWN,
    RELAY_LOGIN_REFUSED,
    RELAY_NETWORK_OVERLAP,
    RELAY_NOT_ROOT,
    RELAY_OTHER_USER,
    RELAY_PACKAGES,
    RELAY_PORT_TAKEN,
    RELAY_REFUSED,
    RELAY_SITE_UNKNOWN,
    RELAY_TAKEN,
    RELAY_TUNNEL_DOWN,
    RELAY_UNREACHABLE(Exit.UNREACHABLE),

    // The camera, and the proof from outside.
    CAM_ADMIN_UNKNOWN,
    CAM_EXPLOITED,
    CAM_FIRMWARE_UNKNOWN,
    CAM_LOCKED,
    CAM_LOGIN_BASIC,
    CAM_LOGIN_UNKNOWN,
    CAM_NO_GATEWAY,
    CAM_NO_KEYFRAME,
    CAM_NO_LINK,
    CAM_NO_PICTURE,
    CAM_NO_WAY,
    CAM_NOT_ACTIVATED,
    CAM_NOT_FOUND(Exit.UNREACHABLE),
    CAM_ODD_ANSWER,
    CAM_PASSWORD_MISSING,
    CAM_PASSWORD_WAIT,
    CAM_PASSWORD_WRONG,
    CAM_PICTURE_OLD,
    CAM_REFUSED,
    CAM_RESTART_BY_HAND,
    CAM_SETUP_REFUSED,
    CAM_SILENT,
    CAM_UNREACHABLE,
    POWER_CABLE,
    POWER_CLASS,
    POWER_LOW,
    POWER_NO_PORT,
    POWER_PASSIVE,
    PROOF_EXPOSED,
    PROOF_NO_VANTAGE,
    PROOF_NOT_PUBLIC,
    PROOF_VANTAGE_DEAD(Exit.UNREACHABLE),
    VANTAGE_NO_ROUTE;

    private final Exit exit;

    ProblemCode() {
        this(Exit.BLOCKED);
    }

    ProblemCode(Exit exit) {
        this.exit = exit;
    }

    /** How a run ends that meets this problem. */
    public Exit exit() {
        return exit;
    }

    /** What was seen of it, why, and what to do next: as {@link Problem} has them. */
    public Problem problem(String what, String because, String next) {
        return new Problem(this, what, because, next);
    }

    /** Whether it is the SIM's: it is not there, locked, broken, or another. */
    public boolean isOfTheSim() {
        return EnumSet.range(SIM_ABSENT, SIM_WRONG).contains(this);
    }

    /** The code that is printed so; none where no problem of this version has it. */
    public static Optional<ProblemCode> of(String printed) {
        return Arrays.stream(values())
                .filter(code -> code.toString().equals(printed))
                .findFirst();
    }

    /** As printed: {@code SIM-PIN-LOW}. */
    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
