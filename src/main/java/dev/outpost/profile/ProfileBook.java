package dev.outpost.profile;

import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All device profiles that come with the program; {@code device-profiles/index} names them, since a jar cannot be listed everywhere. */
public final class ProfileBook {
    private static final String ROOT = "/device-profiles/";

    private final List<DongleProfile> dongles;
    private final List<DeviceProfile> devices;

    private ProfileBook(List<DongleProfile> dongles, List<DeviceProfile> devices) {
        this.dongles = List.copyOf(dongles);
        this.devices = List.copyOf(devices);
    }

    /** Holder: the profiles are read when somebody first asks. */
    private static final class Shipped {
        private static final ProfileBook BOOK = load(names());
    }

    public static ProfileBook shipped() {
        return Shipped.BOOK;
    }

    /** The profiles' paths below {@code device-profiles}, as the index has them. */
    public static List<String> names() {
        return Resource.text(ROOT + "index")
                .lines()
                .map(String::strip)
                .filter(l -> l.endsWith(".yaml"))
                .toList();
    }

    /** The file's text, for {@code profiles show}. */
    public static String source(String path) {
        return Resource.text(ROOT + path);
    }

    public List<DongleProfile> dongles() {
        return dongles;
    }

    /** Routers, cameras and power sources. */
    public List<DeviceProfile> devices() {
        return devices;
    }

    /** The most specific profile that fits. */
    public Optional<DongleProfile> match(Fingerprint seen) {
        Optional<DongleProfile> best = Optional.empty();
        int most = 0;
        for (var profile : dongles) {
            for (var match : profile.matches()) {
                var score = match.score(seen).orElse(0);
                if (score > most) {
                    most = score;
                    best = Optional.of(profile);
                }
            }
        }
        return best;
    }

    public Optional<DongleProfile> dongle(String name) {
        return dongles.stream().filter(d -> d.profile().equals(name)).findFirst();
    }

    /**
     * The profile that a person means: by its name, or by one that says the model besides, as {@code huawei-e3372h-hilink} for
     * {@code huawei-hilink}, whose name lists the E3372h.
     */
    public Optional<DongleProfile> meant(String name) {
        return dongle(name)
                .or(() -> dongles.stream()
                        .filter(profile -> saysTheSame(profile, words(name, "-")))
                        .max(Comparator.comparingInt(
                                profile -> profile.profile().length())));
    }

    private static boolean saysTheSame(DongleProfile profile, Set<String> words) {
        var own = words(profile.profile(), "-");
        var models = words(profile.name().toLowerCase(Locale.ROOT), "[^a-z0-9]+");
        return words.containsAll(own)
                && words.size() > own.size()
                && words.stream().allMatch(word -> own.contains(word) || models.contains(word));
    }

    private static Set<String> words(String text, String between) {
        return Arrays.stream(text.split(between)).collect(Collectors.toSet());
    }

    /** The profile of an OpenWrt board, {@code tplink,tl-mr3020-v3}. */
    public Optional<DeviceProfile> router(String board) {
        return devices.stream().filter(d -> d.boards().contains(board)).findFirst();
    }

    /** What feeds cameras, by its profile's name. */
    public Optional<PowerSource> power(String name) {
        return named("power", name).map(PowerSource::of);
    }

    /** A model of camera, by its profile's name. */
    public Optional<CameraModel> camera(String name) {
        return named("cameras", name).map(CameraModel::of);
    }

    /**
     * Where a hand sets something on the pages of a maker's cameras, by the first of his profiles that says so.
     *
     * @param maker "Zhejiang Dahua Technology", "Axis M2036-LE"
     * @param thing {@code onvif}, {@code stream}: see {@link DeviceProfile#BY_HAND}
     */
    public Optional<String> byHand(String maker, String thing) {
        return camerasOf(maker).flatMap(device -> device.byHand(thing).stream()).findFirst();
    }

    /** The same for a fact: {@code rtsp-main}. */
    public Optional<String> cameraFact(String maker, String fact) {
        return camerasOf(maker).flatMap(device -> device.fact(fact).stream()).findFirst();
    }

    private Stream<DeviceProfile> camerasOf(String maker) {
        return devices.stream()
                .filter(device -> device.kind().equals("cameras")
                        && Arrays.asList(maker.toLowerCase(Locale.ROOT).split("[^a-z0-9-]+"))
                                .contains(device.maker().toLowerCase(Locale.ROOT)));
    }

    private Optional<DeviceProfile> named(String kind, String name) {
        return devices.stream()
                .filter(device -> device.kind().equals(kind) && device.profile().equals(name))
                .findFirst();
    }

    /**
     * Reads a profile of any kind strictly: what it matches, whose board it is, or which standard it follows tells which it is.
     *
     * @throws dev.outpost.step.ProblemException at the first mistake
     */
    public static void check(String file, String text) {
        var map = Yaml.parse(file, text).map();
        if (map.get("match").isPresent() || map.get("facts").isEmpty()) {
            DongleProfile.read(map);
            return;
        }
        var isPower = map.require("facts").list().maps().stream()
                .anyMatch(fact -> fact.string("fact").equals(Optional.of("standard")));
        DeviceProfile.read(map.get("boards").isPresent() ? "routers" : isPower ? "power" : "cameras", map);
    }

    private static ProfileBook load(List<String> names) {
        var dongles = new ArrayList<DongleProfile>();
        var devices = new ArrayList<DeviceProfile>();
        for (var name : names) {
            var kind = name.substring(0, name.indexOf('/'));
            if (kind.equals("openwrt")) {
                continue; // no device: see UplinkHandlers
            }
            var map = Yaml.parse("device-profiles/" + name, Resource.text(ROOT + name))
                    .map();
            if (kind.equals("dongles")) {
                dongles.add(DongleProfile.read(map));
            } else {
                devices.add(DeviceProfile.read(kind, map));
            }
        }
        dongles.sort(Comparator.comparing(DongleProfile::profile));
        return new ProfileBook(dongles, devices);
    }

    /**
     * What a dongle is recognised by.
     *
     * @param id {@code 12d1:1506}; empty where only a port is known
     * @param triples {@code ff/02/16}, one for each interface
     * @param model as the modem says it
     */
    public record Fingerprint(
            Optional<String> id,
            List<String> triples,
            Optional<String> manufacturer,
            Optional<String> product,
            Optional<String> model) {
        public Fingerprint {
            triples = List.copyOf(triples);
        }
    }
}
