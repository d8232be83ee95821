package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Phase;
import java.util.List;

/** A file of ours on a router, besides its configuration. */
public sealed interface FileChange extends RouterChange
        permits FileChange.Put, FileChange.PutSecret, FileChange.PutPin, FileChange.PutWifiKey {
    @Override
    default Phase phase() {
        return Phase.CONFIG;
    }

    /** A file of our own. What drivers have to be told comes with them; the rest with the configuration. */
    record Put(OwnFile file) implements FileChange {
        @Override
        public String describe() {
            return "router: " + file.path() + " " + file.purpose();
        }

        @Override
        public String kind() {
            return "file";
        }

        @Override
        public Phase phase() {
            return file.isForDrivers() ? Phase.PACKAGES : Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Script.in(RouterChange.class, "put")
                    .with("FILE", file.path())
                    .with("MODE", file.mode())
                    .with("SHA256", file.sha256())
                    .with("TEXT", file.text())));
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.withOurs(file.path(), file.sha256());
        }

        @Override
        public long flashBytes() {
            return file.text().length();
        }
    }

    /** A file of our own that holds a secret, for root alone. */
    record PutSecret(String path, Secret text, String purpose) implements FileChange {
        private static final String MODE = "600";

        /** Whether it is there as it should be. */
        public boolean isOn(RouterFacts router) {
            return file().isOn(router);
        }

        private OwnFile file() {
            return new OwnFile(path, MODE, text.reveal(), purpose);
        }

        @Override
        public String describe() {
            return "router: " + path + " " + purpose + ": *****";
        }

        @Override
        public String kind() {
            return "secret";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Script.in(RouterChange.class, "put")
                    .with("FILE", path)
                    .with("MODE", MODE)
                    .with("SHA256", file().sha256())
                    .secret("TEXT", text)));
        }

        @Override
        public long flashBytes() {
            return text.reveal().length();
        }
    }

    /** The SIM's PIN, bound to its card. */
    record PutPin() implements FileChange {
        @Override
        public String describe() {
            return "router: /etc/outpost-pin, root's alone: the PIN for this SIM, entered before wan starts";
        }

        @Override
        public String kind() {
            return "pin";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Confided(Stroke.Confidence.SIM_PIN));
        }
    }

    /**
     * The password of a wireless network.
     *
     * @param section of the network in {@code /etc/config/wireless}
     * @param isOwn whether the router is its access point
     */
    record PutWifiKey(String section, String ssid, boolean isOwn) implements FileChange {
        @Override
        public String describe() {
            return "router: the password of the wireless network " + ssid + ": *****";
        }

        @Override
        public String kind() {
            return "wifi-key";
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    new Stroke.Confided(isOwn ? Stroke.Confidence.CAMERA_WIFI_KEY : Stroke.Confidence.UPLINK_WIFI_KEY));
        }

        @Override
        public Restart restarts() {
            return Restart.NETWORK;
        }
    }
}
