package dev.outpost.profile;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each kind of uplink is on OpenWrt: {@code device-profiles/openwrt/uplinks.yaml}, each fact with its source. */
public final class UplinkHandlers {
    private static final String FILE = "openwrt/uplinks.yaml";

    private final UplinksReader file;

    private UplinkHandlers(UplinksReader file) {
        this.file = file;
    }

    /**
     * Something of a device that carries IP.
     *
     * @param function {@code huawei-ncm}, {@code qmi}, {@code serial}...
     * @param handler that usually takes it
     * @param driver of the kernel
     * @param brings the package of that driver
     * @param maker how the families of devices begin that have it; empty: any
     */
    public record Carrier(
            String function,
            UplinkKind kind,
            Handler handler,
            String driver,
            Optional<String> brings,
            Optional<String> maker) {}

    /**
     * An uplink that is no dongle.
     *
     * @param word in site files: {@code ethernet}
     * @param handler that leases its address
     * @param byRadio whether it comes over the board's radio, not over its wan port
     */
    public record Line(String word, Handler handler, boolean byRadio) {
        /** What stands at its other end, in words. */
        public String box() {
            return byRadio ? "the hotspot" : "the modem on the wan port";
        }
    }

    /**
     * What packages are for besides uplinks.
     *
     * @param usual whether every site needs it sooner or later
     */
    public record Besides(List<String> packages, boolean usual) {
        public Besides {
            packages = List.copyOf(packages);
        }
    }

    /** Holder: the file is read when somebody first asks. */
    private static final class Shipped {
        private static final UplinkHandlers HANDLERS = read(FILE, ProfileBook.source(FILE));
    }

    /** What comes with the program. */
    public static UplinkHandlers shipped() {
        return Shipped.HANDLERS;
    }

    /**
     * From a text.
     *
     * @throws dev.outpost.step.ProblemException at the first mistake: an unknown key, a fact without a source, a kind that nothing carries
     */
    static UplinkHandlers read(String file, String text) {
        return new UplinkHandlers(new UplinksReader(Yaml.parse(file, text).map()));
    }

    /** A kind by its public word. */
    public static UplinkKind kind(YamlText word) {
        return UplinkKind.of(word.oneOf(UplinkKind.words())).orElseThrow();
    }

    /** A handler by its name; any other name is a mistake at its place. */
    public Handler handler(YamlText proto) {
        return Objects.requireNonNull(
                file.handlers.get(proto.oneOf(file.handlers.keySet().toArray(String[]::new))));
    }

    /** The handler that usually takes a kind. */
    public Handler of(UplinkKind kind) {
        return likeliest(kind).handler();
    }

    /** What is to be expected of a device of which only the kind of uplink is known. */
    public Carrier likeliest(UplinkKind kind) {
        return carrying(kind).findFirst().orElseThrow();
    }

    /** The handler that only leases an address: the dongle dials by itself. */
    public Handler lease() {
        return of(UplinkKind.ECM);
    }

    /** Whether that handler's name is the one that only leases. */
    public boolean isLease(String proto) {
        return lease().proto().equals(proto);
    }

    /** The uplink of that word that is no dongle. */
    public Optional<Line> line(String word) {
        return file.lines.stream().filter(line -> line.word().equals(word)).findFirst();
    }

    /** What a site file may say of its uplink. */
    public String[] uplinkWords() {
        return Stream.concat(Stream.of(UplinkKind.words()), file.lines.stream().map(Line::word))
                .toArray(String[]::new);
    }

    /** Best first. */
    public List<Carrier> carriers() {
        return file.carriers;
    }

    public Optional<Carrier> carrier(String function) {
        return file.carriers.stream()
                .filter(carrier -> carrier.function().equals(function))
                .findFirst();
    }

    /** The place in the ranking; of a kind that nobody knows more of, its last. */
    public int rank(UplinkKind kind, Optional<String> function) {
        return function.flatMap(this::carrier)
                .map(file.carriers::indexOf)
                .orElseGet(() -> IntStream.range(0, file.carriers.size())
                        .filter(i -> file.carriers.get(i).kind() == kind)
                        .max()
                        .orElseThrow());
    }

    /** The kind that a modem's answer about its USB side names; empty for an answer or a question that is not known. */
    public Optional<UplinkKind> named(String asked, String answer) {
        return Optional.ofNullable(file.modes.getOrDefault(asked, Map.of()).get(answer));
    }

    /** The package for the serial ports of a device, by the drivers that the kernel has for them. */
    public String serialPackage(Collection<String> drivers) {
        return file.serial.entrySet().stream()
                .filter(row -> drivers.contains(row.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseGet(() -> List.copyOf(file.serial.values()).getLast());
    }

    /** What sends a dongle out of storage mode. */
    public List<String> storagePackages() {
        return file.storage;
    }

    /** Whether the package brings a handler, which netifd reads at its own start only. */
    public boolean bringsHandler(String name) {
        return file.restart.contains(name)
                || file.handlers.values().stream()
                        .flatMap(handler -> handler.brings().stream())
                        .anyMatch(name::equals);
    }

    /** Of all these profiles, by the names that a site file gives them. */
    public Set<String> ofSpares(List<String> names) {
        var packages = new LinkedHashSet<String>();
        names.stream()
                .flatMap(name -> ProfileBook.shipped().meant(name).stream())
                .flatMap(profile -> ofSpare(profile).stream())
                .forEach(packages::addAll);
        return packages;
    }

    /**
     * What a router needs for a dongle that only its profile is known of: the packages of the uplink that the profile prefers. Empty where it
     * tells no uplink: a dongle before its mode switch.
     */
    public Optional<List<String>> ofSpare(DongleProfile profile) {
        return profile.advice().stream()
                .filter(DongleProfile.Advice::prefer)
                .findFirst()
                .map(advice -> ofSpare(profile, advice));
    }

    private List<String> ofSpare(DongleProfile profile, DongleProfile.Advice advice) {
        var handler = advice.handler().orElseGet(() -> of(advice.kind()));
        var carrier = carrying(advice.kind())
                .filter(each -> each.maker()
                        .map(maker -> profile.family().startsWith(maker)
                                && each.handler().equals(handler))
                        .orElse(true))
                .findFirst()
                .orElseThrow();
        var packages = new ArrayList<>(packages(handler, Stream.of(carrier)));
        if (!profile.switches().isEmpty()) {
            packages.addAll(file.storage);
        }
        return List.copyOf(packages);
    }

    private Set<String> packages(Handler handler, Stream<Carrier> of) {
        var packages = new LinkedHashSet<String>();
        handler.brings().ifPresent(packages::add);
        of.flatMap(carrier -> carrier.brings().stream()).forEach(packages::add);
        handler.serial().stream().map(file.serial::get).forEach(packages::add);
        return packages;
    }

    private Stream<Carrier> carrying(UplinkKind kind) {
        return file.carriers.stream().filter(carrier -> carrier.kind() == kind);
    }

    /** Packages of every device with this kind of uplink. */
    public Set<String> packages(UplinkKind kind) {
        return packages(of(kind), carrying(kind));
    }

    /** Packages for whatever dongle may come, besides those that seldom do. */
    public Set<String> packagesOfAny() {
        var packages = new LinkedHashSet<String>();
        file.carriers.stream()
                .filter(carrier -> carrier.handler().seldom().isEmpty())
                .forEach(carrier -> packages.addAll(packages(carrier.handler(), Stream.of(carrier))));
        packages.addAll(file.serial.values());
        return packages;
    }

    /** By the purpose's word. */
    public SequencedMap<String, Besides> besides() {
        return Collections.unmodifiableSequencedMap(file.besides);
    }

    /** What every site needs besides its uplink: the tunnel. */
    public List<String> usualPackages() {
        return file.besides.values().stream()
                .filter(Besides::usual)
                .flatMap(row -> row.packages().stream())
                .toList();
    }
}
