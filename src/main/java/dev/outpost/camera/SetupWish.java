package dev.outpost.camera;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a camera shall be like.
 *
 * @param camera its name
 * @param address where it shall answer
 * @param router the router's own address on its LAN, with the network: gateway and time server
 * @param zone of its clock; absent: it keeps the one it has
 * @param viewer name of the user that may only look
 * @param password of that user
 * @param onvif whether ONVIF is switched on, with the same user
 * @param admin name of its administrator
 * @param byHand where its maker has what can only be set by hand
 */
public record SetupWish(
        String camera,
        Ipv4 address,
        Cidr router,
        Optional<ZoneId> zone,
        String viewer,
        Secret password,
        boolean onvif,
        String admin,
        ByHand byHand) {}
