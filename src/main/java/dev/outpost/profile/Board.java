package dev.outpost.profile;

import dev.outpost.profile.DeviceProfile.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A board as OpenWrt's published lists of images have it; no profile, nobody has looked at it.
 *
 * @param id {@code xiaomi,miwifi-mini}
 * @param target {@code ramips/mt7620}
 * @param name for people
 * @param imageKib what an image may take at most: kernel and root together, or the root alone, as the target counts
 * @param usbDrivers kernel modules for USB that its image holds
 * @param series of OpenWrt that build an image for it
 */
public record Board(
        String id,
        String target,
        String name,
        Optional<Integer> imageKib,
        List<String> usbDrivers,
        List<String> series,
        String source) {
    public Board {
        usbDrivers = List.copyOf(usbDrivers);
        series = List.copyOf(series);
    }

    /** As far as it goes: what the lists do not say is no fact of it. */
    public DeviceProfile profile() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("target", target, source));
        imageKib.ifPresent(kib -> facts.add(new Fact("firmware-kib", String.valueOf(kib), source)));
        if (!usbDrivers.isEmpty()) {
            facts.add(new Fact("image-packages", String.join(" ", usbDrivers), source));
        }
        return new DeviceProfile("routers", id, name, List.of(id), facts, List.of());
    }
}
