package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The feeds that are configured and the lists that were fetched from them, which live in RAM (facts/behaviours.md#38).
 *
 * <p>The number of feeds that failed is the exit status of {@code opkg update}, but a signature that does not check only removes the list
 * (36). Texts as recorded (opkg-24.10, 011, 043 to 049).
 */
record Feeds(Call call, List<String> errors, PackageServer server) {
    private static final String LISTS = "/var/opkg-lists/";

    /** Addresses by the feed's name. */
    private Map<String, String> feeds() throws IOException {
        var found = new LinkedHashMap<String, String>();
        for (var list : List.of("/etc/opkg/distfeeds.conf", "/etc/opkg/customfeeds.conf")) {
            if (call.files().exists(list)) {
                call.files()
                        .text(list)
                        .lines()
                        .filter(line -> line.startsWith("src/gz "))
                        .map(line -> line.split("\\s+"))
                        .forEach(words -> found.put(words[1], words[2]));
            }
        }
        return found;
    }

    List<Ipk> offered() throws IOException {
        var found = new ArrayList<Ipk>();
        for (var feed : feeds().entrySet()) {
            try {
                for (var stanza : Stanza.parseAll(call.files().text(LISTS + feed.getKey()))) {
                    found.add(Ipk.offered(stanza, feed.getValue() + "/" + stanza.get("Filename")));
                }
            } catch (FileError neverFetched) {
                // no list: nothing is known of that feed
            }
        }
        return found;
    }

    int update() throws IOException {
        int failed = 0;
        for (var feed : feeds().entrySet()) {
            failed += update(LISTS + feed.getKey(), feed.getValue()) ? 0 : 1;
        }
        return failed;
    }

    private boolean update(String list, String address) throws IOException {
        var index = address + "/Packages.gz";
        var packed = download(index);
        if (packed.isEmpty()) {
            call.say("*** Failed to download the package list from " + index + "\n");
            return false;
        }
        call.files().makeFolders(LISTS);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
            call.files().write(list, unpacked.readAllBytes());
        }
        call.say("Updated list of available packages in " + list);
        var signature = download(address + "/Packages.sig");
        if (signature.isPresent() && hasKey()) {
            call.files().write(list + ".sig", signature.get());
            call.say("Signature check passed.");
        } else {
            call.say("Signature check failed.\nRemove wrong Signature file.");
            call.files().removeTree(list);
        }
        return true;
    }

    /** Whether the router has a key at all; the bench's servers have no wrong ones. */
    private boolean hasKey() throws IOException {
        return call.files().isFolder("/etc/opkg/keys")
                && !call.files().list("/etc/opkg/keys").isEmpty();
    }

    /** What an address leads to; empty, with what opkg says of it, when it could not be had. */
    Optional<byte[]> download(String address) {
        call.say("Downloading " + address);
        try {
            return Optional.of(server.get(address));
        } catch (PackageServer.Failure failure) {
            if (!failure.said().isEmpty()) {
                call.err().println(failure.said());
            }
            errors.add(" * opkg_download: Failed to download " + address + ", wget returned " + failure.status() + ".");
            errors.add(" * opkg_download: Check your network settings and connectivity.\n");
            return Optional.empty();
        }
    }
}
