package dev.outpost.sim.router.opkg;

import dev.outpost.sim.host.Call;
import java.io.IOException;
import java.util.List;

/** {@code opkg update} on a router that reaches no package server: every feed fails, and their number is the exit status. */
final class Feeds {
    private final Call call;
    private final Errors errors;

    Feeds(Call call, Errors errors) {
        this.call = call;
        this.errors = errors;
    }

    int update() throws IOException {
        var feeds = feeds();
        for (var address : feeds) {
            var index = address + "/Packages.gz";
            call.out().println("Downloading " + index);
            call.out().println("*** Failed to download the package list from " + index + "\n");
            call.err().println("Failed to send request: Operation not permitted");
            errors.add("opkg_download", "Failed to download " + index + ", wget returned 4.");
            errors.add("opkg_download", "Check your network settings and connectivity.\n");
        }
        return feeds.size();
    }

    private List<String> feeds() throws IOException {
        var list = "/etc/opkg/distfeeds.conf";
        if (!call.files().exists(list)) {
            return List.of();
        }
        return call.files()
                .text(list)
                .lines()
                .filter(line -> line.startsWith("src/gz "))
                .map(line -> line.split("\\s+")[2])
                .toList();
    }
}
