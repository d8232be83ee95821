package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.IOException;
import java.util.Optional;

/**
 * Brings the package that a list only names.
 *
 * @param pretends whether it is only said
 */
record Fetching(Call call, Errors errors, PackageServer server, boolean pretends) {

    /** The package itself; empty when it could not be had. */
    Optional<Ipk> whole(Ipk ipk) {
        if (ipk.address().isEmpty()) {
            return Optional.of(ipk);
        }
        call.out().println("Downloading " + ipk.address());
        if (pretends) {
            return Optional.of(ipk);
        }
        try {
            return Optional.of(Ipk.parse(server.get(ipk.address())));
        } catch (PackageServer.Failure failure) {
            told(ipk, failure);
        } catch (IOException malformed) {
            errors.add("pkg_init_from_file", "Malformed package file " + ipk.address() + ".");
        }
        return Optional.empty();
    }

    private void told(Ipk ipk, PackageServer.Failure failure) {
        if (!failure.said().isEmpty()) {
            call.err().println(failure.said());
        }
        errors.add(
                "opkg_download", "Failed to download " + ipk.address() + ", wget returned " + failure.status() + ".");
        errors.add("opkg_download", "Check your network settings and connectivity.\n");
        errors.add(
                "opkg_install_pkg",
                "Failed to download " + ipk.control().name() + ". Perhaps you need to run 'opkg update'?");
    }
}
