package dev.outpost.camera;

import java.io.IOException;
import java.util.Optional;

/** What kind of camera it is that shall be set up, as far as it says so without a login. */
sealed interface SetupLook {
    String STATUS = "/SDK/activateStatus";

    /** A Hikvision without a password. */
    record Fresh(Activation.Form form) implements SetupLook {}

    /** One that has its password, or another maker's that runs its firmware. */
    record Hikvision() implements SetupLook {}

    /** Another maker, who speaks ONVIF. */
    record Other() implements SetupLook {}

    record Unknown() implements SetupLook {}

    static SetupLook of(CameraPlace place) throws IOException {
        try (var fetch = place.open(Optional.empty())) {
            var status = fetch.get(STATUS);
            var said = Xml.of(status.body());
            if (status.status() == 200 && said.element("Activated").isPresent()) {
                return said.says("Activated", "true") ? new Hikvision() : new Fresh(form(said));
            }
            if (new Onvif(fetch, Optional.empty(), place.clock().instant())
                    .clock()
                    .isPresent()) {
                return new Other();
            }
            var about = fetch.get(CameraTarget.Paths.HIKVISION.about());
            return about.status() == 401 ? new Hikvision() : new Unknown();
        }
    }

    static Activation.Form form(Xml status) {
        var isNew = status.element("supportVersion")
                .filter(text -> text.matches("[3-9]|[1-9]\\d{1,3}"))
                .isPresent();
        return isNew ? Activation.Form.V3 : Activation.Form.LEGACY;
    }
}
