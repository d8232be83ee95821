package dev.outpost.site;

import java.util.Optional;

/**
 * A wireless network: the hotspot that a router joins, or its own for a camera.
 *
 * @param ssid 1 to 32 printable characters
 * @param password of WPA, 8 to 63 characters
 * @param country two letters of ISO 3166 whose rules the radio keeps; absent: what is set there already
 */
public record WifiWish(String ssid, SecretSource password, Optional<String> country) {}
