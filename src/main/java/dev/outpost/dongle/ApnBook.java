package dev.outpost.dongle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which access point names a SIM's home network knows: mobile-broadband-provider-info (public domain), by PLMN. A network may have several
 * providers and a provider several names, so the answer shows its alternatives.
 */
public final class ApnBook {
    private static final String RESOURCE = "/dev/outpost/dongle/apns.tsv";
    private static final int COLUMNS = 6;

    private final Map<String, List<Entry>> byNetwork = new HashMap<>();
    private String version = "unknown";

    /** One row. */
    private record Entry(String provider, boolean primary, String apn) {}

    private ApnBook(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::learn);
    }

    /** Holder: the book is read when somebody first asks. */
    private static final class Shipped {
        private static final ApnBook BOOK = new ApnBook(read());
    }

    /** The book that comes with the program. */
    public static ApnBook shipped() {
        return Shipped.BOOK;
    }

    /** Of the data: the Debian package's version. */
    public String version() {
        return version;
    }

    /** How many networks have at least one name. */
    public int networks() {
        return byNetwork.size();
    }

    /**
     * The home network of an IMSI, {@code 404-10}.
     *
     * @param mncLength from EF_AD; empty: three digits where the book knows such a network, else two
     */
    public String network(String imsi, Optional<Integer> mncLength) {
        var mcc = imsi.substring(0, 3);
        var three = mcc + "-" + imsi.substring(3, 6);
        var two = mcc + "-" + imsi.substring(3, 5);
        return mncLength
                .map(length -> length == 3 ? three : two)
                .orElseGet(() -> byNetwork.containsKey(three) ? three : two);
    }

    /** The book knows the network by one length of its number only, so the card need not be asked. */
    boolean isCertainOfLength(String imsi) {
        var mcc = imsi.substring(0, 3);
        return byNetwork.containsKey(mcc + "-" + imsi.substring(3, 6))
                != byNetwork.containsKey(mcc + "-" + imsi.substring(3, 5));
    }

    /** Who sells SIMs of this network. */
    List<String> providers(String network) {
        return byNetwork.getOrDefault(network, List.of()).stream()
                .map(Entry::provider)
                .distinct()
                .toList();
    }

    /** The name to use on a network; its alternatives where there are several. */
    public SimCard.Apn choose(String network) {
        return choose(network, Optional.empty());
    }

    /**
     * The same for a card that names its provider, which is proof where several share a network.
     *
     * @param providerName EF_SPN
     */
    public SimCard.Apn choose(String network, Optional<String> providerName) {
        var entries = byNetwork.getOrDefault(network, List.of());
        if (entries.isEmpty()) {
            return SimCard.Apn.UNKNOWN;
        }
        var named = entries.stream()
                .filter(e -> providerName.filter(n -> same(n, e.provider())).isPresent())
                .findFirst();
        var best = named.or(() -> entries.stream().filter(Entry::primary).findFirst())
                .orElse(entries.getFirst());
        var others = entries.stream()
                .map(Entry::apn)
                .distinct()
                .filter(apn -> !apn.equals(best.apn()))
                .toList();
        return new SimCard.Apn(
                Optional.of(best.apn()),
                Optional.of(named.map(e ->
                                "mobile-broadband-provider-info " + version + ": the SIM calls itself " + e.provider())
                        .orElseGet(() -> source(network, best, entries))),
                others);
    }

    /** One name holds the other, letters and digits only: "Airtel" and "airtel India". */
    private static boolean same(String name, String provider) {
        var one = letters(name);
        var other = letters(provider);
        return !one.isEmpty() && !other.isEmpty() && (one.contains(other) || other.contains(one));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private String source(String network, Entry best, List<Entry> entries) {
        var providers = entries.stream().map(Entry::provider).distinct().toList();
        var who =
                providers.size() == 1 ? best.provider() : best.provider() + ", one of " + String.join(", ", providers);
        return "mobile-broadband-provider-info " + version + ": " + network + " is " + who;
    }

    private void learn(String line) {
        var columns = line.split("\t", -1);
        if (columns[0].equals("version")) {
            version = columns[1];
        } else if (columns.length == COLUMNS) {
            byNetwork
                    .computeIfAbsent(columns[0], network -> new ArrayList<>())
                    .add(new Entry(columns[1], columns[2].equals("primary"), columns[3]));
        }
    }

    private static String read() {
        try (var in = ApnBook.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
