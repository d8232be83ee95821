package dev.outpost.camera;

import java.util.Map;

/**
 * The settings of a Hikvision that setting it up is about, as it gives them.
 *
 * @param documents what it answers; a part that this firmware does not have is missing
 */
record IsapiFacts(Map<Part, Xml> documents) {
    IsapiFacts {
        documents = Map.copyOf(documents);
    }

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

    Xml of(Part part) {
        return documents.getOrDefault(part, new Xml(""));
    }

    boolean has(Part part) {
        return documents.containsKey(part);
    }
}
