package dev.outpost.workflow;

import java.util.Optional;

/**
 * What the modem answered on the router.
 *
 * @param tty the node on which it did
 * @param network home network of its SIM, {@code 404-10}
 * @param apn the access point name of that network
 */
record Heard(Optional<String> tty, Optional<String> network, Optional<String> apn) {
    static final Heard NOTHING = new Heard(Optional.empty(), Optional.empty(), Optional.empty());
}
