package dev.outpost.dongle;

import dev.outpost.step.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which access point names a SIM's home network knows: mobile-broadband-provider-info (public domain), by PLMN. A network may have several
 * providers and a provider several names, so the answer shows its alternatives.
 */
public final class ApnBook {
    private static final String RESOURCE = "/dev/outpost/dongle/apns.tsv";
    private static final int COLUMNS = 6;

    /** Words that many providers have in their names. */
    private static final Set<String> ANYBODYS =
            Set.of("mobile", "mobil", "movil", "internet", "telecom", "cellular", "data");

    private final Map<String, List<Entry>> byNetwork = new HashMap<>();
    private String version = "unknown";

    /** One row; those of a network stand in the order of their rank. */
    private record Entry(String provider, String apn) {}

    private ApnBook(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::learn);
    }

    private static final ApnBook SHIPPED = new ApnBook(Resource.text(RESOURCE));

    /** The book that comes with the program. */
    public static ApnBook shipped() {
        return SHIPPED;
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
        return choose(network, Optional.empty(), Optional.empty());
    }

    /**
     * The same for a card that names its provider, which is proof where several share a network, or that the network has just granted one of them.
     * Else the network's own operator comes before those who resell it.
     *
     * @param providerName EF_SPN
     * @param granted as the network writes it, {@code internet.telekom.mnc001.mcc262.gprs}
     */
    public SimCard.Apn choose(String network, Optional<String> providerName, Optional<String> granted) {
        var entries = byNetwork.getOrDefault(network, List.of());
        if (entries.isEmpty()) {
            return SimCard.Apn.UNKNOWN;
        }
        var inUse = entries.stream().filter(e -> isGranted(e, granted)).findFirst();
        var named = entries.stream()
                .filter(e -> providerName.filter(n -> same(n, e.provider())).isPresent())
                .findFirst();
        var best = inUse.or(() -> named).orElse(entries.getFirst());
        return new SimCard.Apn(
                Optional.of(best.apn()),
                Optional.of("mobile-broadband-provider-info " + version + ": "
                        + inUse.map(e -> "the network has granted it")
                                .or(() -> named.map(e -> "the SIM calls itself " + e.provider()))
                                .orElseGet(() -> source(network, best, entries, providerName))),
                others(entries, best, named));
    }

    /** All other names of the network, those of the SIM's own provider first. */
    private static List<String> others(List<Entry> entries, Entry best, Optional<Entry> named) {
        return Stream.concat(
                        entries.stream()
                                .filter(e -> named.filter(n -> n.provider().equals(e.provider()))
                                        .isPresent()),
                        entries.stream())
                .map(Entry::apn)
                .distinct()
                .filter(apn -> !apn.equals(best.apn()))
                .toList();
    }

    private static boolean isGranted(Entry entry, Optional<String> granted) {
        var name = granted.map(g -> g.toLowerCase(Locale.ROOT).replaceAll("\\.mnc\\d+\\.mcc\\d+\\.gprs$", ""));
        return name.equals(Optional.of(entry.apn().toLowerCase(Locale.ROOT)));
    }

    /** One name holds the other, letters and digits only, "Airtel" and "airtel India", or they share a word: "Telekom.de". */
    private static boolean same(String name, String provider) {
        var one = letters(name);
        var other = letters(provider);
        var shared = new HashSet<>(words(name));
        shared.retainAll(words(provider));
        return (Math.min(one.length(), other.length()) > 2 && (one.contains(other) || other.contains(one)))
                || words(name).contains(other)
                || words(provider).contains(one)
                || shared.stream().anyMatch(word -> word.length() > 3 && !ANYBODYS.contains(word));
    }

    private static List<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String source(String network, Entry best, List<Entry> entries, Optional<String> providerName) {
        var providers = entries.stream().map(Entry::provider).distinct().toList();
        var who =
                providers.size() == 1 ? best.provider() : best.provider() + ", one of " + String.join(", ", providers);
        return network + " is " + who
                + providerName
                        .map(name -> "; the SIM calls itself " + name + ", which is none of them")
                        .orElse("");
    }

    private void learn(String line) {
        var columns = line.split("\t", -1);
        if (columns[0].equals("version")) {
            version = columns[1];
        } else if (columns.length == COLUMNS) {
            byNetwork.computeIfAbsent(columns[0], network -> new ArrayList<>()).add(new Entry(columns[1], columns[3]));
        }
    }
}
