package dev.outpost.uplink;

import dev.outpost.profile.UplinkKind;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Why {@code wan} has no address, and whether another uplink of the same dongle could have one. Nothing that the SIM, the operator or the
 * place is the cause of is cured by another uplink: then none is tried (promise 1).
 *
 * @param anotherCouldCure whether the cause lies between the router and this kind of uplink
 */
public record WanFailure(Problem problem, boolean anotherCouldCure) {
    private static final String FIRST_ASKS =
            "switch the modem before the router off and on: one that hands one lease through gives it to who asks first";

    private static final String AGAIN = ", then run the same command again";

    /** What {@code wait-wan.sh} and the keeper do with a SIM in trouble (promise 1). */
    private static final String LEFT_DOWN = "; wan is left down, and the router dials by itself when the SIM is well";

    /**
     * Judges.
     *
     * @param kind of the uplink that was tried; empty for a wan without a modem
     * @param apn that it used
     * @param otherApns names that the SIM's network knows besides
     */
    public static WanFailure of(
            Optional<UplinkKind> kind, WanEvidence seen, Optional<String> apn, List<String> otherApns) {
        return radioRefused(seen)
                .or(() -> noLink(kind, seen))
                .or(() -> sim(seen))
                .or(() -> radio(seen))
                .or(() -> silent(kind, seen))
                .or(() -> operator(kind, seen, apn, otherApns))
                .or(() -> handler(kind, seen))
                .orElseGet(() -> unexplained(kind, seen));
    }

    /** A node that never came: its driver does not take the dongle. */
    public static WanFailure noNode(UplinkKind kind, String packages) {
        return cured(
                ProblemCode.WAN_NO_DEVICE,
                kind + " has no device on the router",
                "no driver took that part of the dongle, although " + packages + " is installed",
                "plug the dongle out and in" + AGAIN);
    }

    private static boolean isAny(Optional<UplinkKind> kind, UplinkKind... of) {
        return kind.filter(List.of(of)::contains).isPresent();
    }

    private static String word(Optional<UplinkKind> kind) {
        return kind.map(UplinkKind::word).orElse("wan");
    }

    private static WanFailure stays(ProblemCode code, String what, String because, String next) {
        return new WanFailure(new Problem(code, what, because, next), false);
    }

    private static WanFailure cured(ProblemCode code, String what, String because, String next) {
        return new WanFailure(new Problem(code, what, because, next), true);
    }

    /** Before DHCP can ask anybody, the device needs a link. */
    private static Optional<WanFailure> noLink(Optional<UplinkKind> kind, WanEvidence seen) {
        return seen.loose()
                .filter(device -> !seen.hasSession())
                .map(device -> cured(
                        ProblemCode.WAN_NO_LINK,
                        "no link on " + device + ": "
                                + kind.map(each -> each + " gives wan no address")
                                        .orElse("wan has no address"),
                        "the router sees the network device and no other end of it, so nobody was asked for an address",
                        isAny(kind, UplinkKind.ECM, UplinkKind.RNDIS)
                                ? "plug the dongle out and in, and wait until its light says that it is online" + AGAIN
                                : "check the cable behind " + device + " and the power of what it leads to" + AGAIN));
    }

    /** What wpa_supplicant writes where the password is wrong; a network that is not heard says nothing. */
    private static Optional<WanFailure> radioRefused(WanEvidence seen) {
        return seen.logSays("reason=WRONG_KEY")
                ? Optional.of(stays(
                        ProblemCode.WAN_WIFI_REFUSED,
                        "wan has no address: the hotspot refuses the router",
                        "it does not take the password that the site file gives",
                        "correct password: below modem: wifi:" + AGAIN))
                : Optional.empty();
    }

    private static Optional<WanFailure> sim(WanEvidence seen) {
        if (seen.wantsPuk()) {
            return Optional.of(stays(
                    ProblemCode.SIM_PUK_NEEDED,
                    "wan has no address: the SIM asks for its PUK",
                    "too many wrong PINs; a PUK is never sent by a program" + LEFT_DOWN,
                    "unlock the SIM in a telephone with the PUK that the operator gives" + AGAIN));
        }
        if (seen.wantsPin()) {
            return Optional.of(stays(
                    ProblemCode.SIM_PIN_NEEDED,
                    "wan has no address: the SIM asks for its PIN",
                    "a locked SIM registers nowhere; no PIN was sent" + LEFT_DOWN,
                    "take the lock off the SIM in a phone" + AGAIN));
        }
        if (seen.hasNoSim()) {
            return Optional.of(stays(
                    ProblemCode.SIM_ABSENT,
                    "wan has no address: the modem finds no usable SIM",
                    "there is none, or it sits badly" + codes(seen) + LEFT_DOWN,
                    "take the SIM out and put it in again" + AGAIN));
        }
        return Optional.empty();
    }

    private static Optional<WanFailure> radio(WanEvidence seen) {
        if (seen.isRegistered()) {
            return Optional.empty();
        }
        var signal = seen.noSignal();
        if (signal.isPresent()) {
            return Optional.of(stays(
                    ProblemCode.MODEM_NO_SIGNAL,
                    "wan has no address: the modem hears no network (" + signal.get() + ")",
                    "no antenna, no coverage, or the wrong bands",
                    "move the antenna or the router" + AGAIN));
        }
        if (seen.isDenied()) {
            return Optional.of(stays(
                    ProblemCode.MODEM_DENIED,
                    "wan has no address: the network refuses this SIM",
                    "it is not activated, its contract has ended, or it may not roam here" + LEFT_DOWN,
                    "ask the operator" + AGAIN));
        }
        if (seen.isSearching()) {
            return Optional.of(stays(
                    ProblemCode.MODEM_NOT_REGISTERED,
                    "wan has no address: the modem is not registered in any network after " + seen.waited() + " s"
                            + codes(seen),
                    "weak signal, a SIM that is not activated, or bands that this modem lacks",
                    "look at the signal with: outpost signal; move the antenna" + AGAIN));
        }
        return Optional.empty();
    }

    private static Optional<WanFailure> silent(Optional<UplinkKind> kind, WanEvidence seen) {
        return seen.isControlSilent()
                ? Optional.of(cured(
                        ProblemCode.WAN_MODEM_SILENT,
                        "the modem's " + word(kind) + " channel says nothing",
                        "nobody serves it in this firmware, or the modem hangs",
                        "plug the dongle out and in" + AGAIN))
                : Optional.empty();
    }

    /** Registered and refused: the access point name, or the contract. */
    private static Optional<WanFailure> operator(
            Optional<UplinkKind> kind, WanEvidence seen, Optional<String> apn, List<String> others) {
        if (seen.isRoaming() && seen.has("NO_REGISTRATION")) {
            return Optional.of(stays(
                    ProblemCode.MODEM_ROAMING,
                    "wan has no address: the SIM is a guest in its network, and the handler was not allowed to roam",
                    "the option allow_roaming was not set",
                    "run the same command again"));
        }
        var refused = seen.has("CALL_FAILED", "ATTACH_FAILED", "AUTH_FAILED")
                || (isAny(kind, UplinkKind.MBIM) && seen.has("CONNECT_FAILED"))
                || seen.modemSays("^NDISSTATQRY: 0,33")
                || (isAny(kind, UplinkKind.NCM, UplinkKind.QMI, UplinkKind.PPP)
                        && seen.isRegistered()
                        && !seen.hasSession()
                        && !seen.has("CONNECT_FAILED")
                        && (seen.logSays("discover")
                                || seen.logSays("NO CARRIER")
                                || seen.logSays("Connect script failed")));
        if (!refused || !(seen.isRegistered() || seen.has("CALL_FAILED", "AUTH_FAILED", "ATTACH_FAILED"))) {
            return Optional.empty();
        }
        return Optional.of(stays(
                ProblemCode.WAN_APN_REFUSED,
                "wan has no address: the network gives none with APN " + apn.orElse("(none)") + codes(seen),
                "the modem is registered and hears the network, so the access point name is wrong for this SIM, or its"
                        + " contract has no data",
                others.isEmpty()
                        ? "write the operator's modem.apn into the site file" + AGAIN
                        : "write modem.apn: " + others.getFirst() + " into the site file (also known: "
                                + String.join(", ", others) + ")" + AGAIN));
    }

    /** What the handler itself could not do with this dongle. */
    private static Optional<WanFailure> handler(Optional<UplinkKind> kind, WanEvidence seen) {
        if (!seen.codes().isEmpty()) {
            return Optional.of(cured(
                    ProblemCode.WAN_UPLINK_FAILED,
                    word(kind) + " gives wan no address: " + String.join(", ", new TreeSet<>(seen.codes())),
                    because(seen),
                    "read the log's words above, plug the dongle out and in" + AGAIN));
        }
        if (kind.isEmpty() && seen.logSays("discover")) {
            return Optional.of(stays(
                    ProblemCode.WAN_NO_LEASE,
                    "wan has no address: nobody answers DHCP on it",
                    "what stands before the router is off or starting, or has given its one lease to something else",
                    FIRST_ASKS + AGAIN));
        }
        if (seen.logSays("discover") || isAny(kind, UplinkKind.ECM, UplinkKind.RNDIS)) {
            return Optional.of(cured(
                    ProblemCode.WAN_NO_LEASE,
                    word(kind) + " gives wan no address: nobody answers DHCP on the dongle",
                    seen.hasSession()
                            ? "the modem has a session, but nothing comes through its network device"
                            : "the dongle is not online, or its network device is not served",
                    "plug the dongle out and in" + AGAIN));
        }
        return Optional.empty();
    }

    private static WanFailure unexplained(Optional<UplinkKind> kind, WanEvidence seen) {
        var problem = ProblemCode.WAN_NO_ADDRESS.problem(
                "wan has no address after " + seen.waited() + " s over " + word(kind),
                because(seen),
                kind.map(_ -> "check SIM, antenna and APN").orElse(FIRST_ASKS) + AGAIN);
        return new WanFailure(problem, seen.isRegistered() || seen.pending());
    }

    private static String because(WanEvidence seen) {
        return seen.words().stream()
                .reduce((first, last) -> last)
                .map(line -> "the log's last words: " + line.replaceFirst("^netifd: wan: ", ""))
                .orElse("the router's log says nothing about it");
    }

    private static String codes(WanEvidence seen) {
        return seen.codes().isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(seen.codes())) + ")";
    }
}
