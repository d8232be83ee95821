package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The feeds that are configured and the package lists that were fetched from them; these live in RAM (facts/behaviours.md#38). */
final class Lists {
    static final String FOLDER = "/var/opkg-lists/";

    private final FileSystem files;

    Lists(FileSystem files) {
        this.files = files;
    }

    /** Addresses by the feed's name. */
    Map<String, String> feeds() throws IOException {
        var found = new LinkedHashMap<String, String>();
        for (var list : List.of("/etc/opkg/distfeeds.conf", "/etc/opkg/customfeeds.conf")) {
            if (files.exists(list)) {
                files.text(list)
                        .lines()
                        .filter(line -> line.startsWith("src/gz "))
                        .map(line -> line.split("\\s+"))
                        .forEach(words -> found.put(words[1], words[2]));
            }
        }
        return found;
    }

    /** Every package of every list, as one that would have to be fetched. */
    List<Ipk> offered() throws IOException {
        var found = new ArrayList<Ipk>();
        for (var feed : feeds().entrySet()) {
            try {
                for (var stanza : Stanza.parseAll(files.text(FOLDER + feed.getKey()))) {
                    found.add(Ipk.offered(stanza, feed.getValue() + "/" + stanza.get("Filename")));
                }
            } catch (FileError neverFetched) {
                // no list: nothing is known of that feed
            }
        }
        return found;
    }
}
