package dev.outpost.workflow;

import dev.outpost.workflow.site.Site;
import java.util.Optional;

/** What a site file may ask for and this version does not do: said before anything is written, never passed over. */
record UnmetWishes(Site site, Optional<Modem> modem, Narrator narrator) {

    void say() {
        var proto = modem.map(m -> m.candidate().openwrt().proto()).orElse("ncm");
        if (site.modem().pin().isPresent() && !proto.equals("ncm")) {
            narrator.warned("modem.pin: this version enters a PIN only where the uplink is ncm; a locked SIM stops it");
        }
    }
}
