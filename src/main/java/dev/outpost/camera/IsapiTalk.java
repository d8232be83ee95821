package dev.outpost.camera;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** A Hikvision's own pages for programs, as its administrator. */
record IsapiTalk(CameraPlace place, SetupWish wish, Fetch fetch) implements CameraSetup.Talk {
    /** One document of ISAPI, by its path. */
    enum Part {
        TIME("/ISAPI/System/time"),
        TIME_SERVER("/ISAPI/System/time/ntpServers/1"),
        ADDRESS("/ISAPI/System/Network/interfaces/1/ipAddress"),
        INTEGRATION("/ISAPI/System/Network/Integrate"),
        USERS("/ISAPI/Security/users"),
        ONVIF_USERS("/ISAPI/Security/ONVIF/users"),
        /** Of channel 1 the small stream. */
        SMALL_STREAM("/ISAPI/Streaming/channels/102");

        private final String path;

        Part(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }
    }

    @Override
    public List<CameraChange> missing() throws IOException {
        var settings = new EnumMap<Part, Xml>(Part.class);
        place.let(fetch, fetch.get(CameraTarget.Paths.HIKVISION.about()));
        for (var part : Part.values()) {
            var reply = place.let(fetch, fetch.get(part.path()));
            if (reply.status() == 200) {
                settings.put(part, Xml.of(reply.body()));
            }
        }
        return new SetupPlan(wish, settings, place.clock().instant()).changes();
    }

    @Override
    public Reply say(CameraChange.Stroke stroke) throws IOException {
        var type = stroke.body().isEmpty() ? "" : "application/xml";
        return place.let(fetch, fetch.send(stroke.method(), stroke.path(), type, stroke.whole()));
    }

    @Override
    public Optional<String> maker() {
        return Optional.empty();
    }
}
