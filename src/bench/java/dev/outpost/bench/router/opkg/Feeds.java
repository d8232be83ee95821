package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.router.feed.PackageServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * {@code opkg update}: fetches each feed's list; the number of feeds that failed is the exit status, but a signature that does not
 * check only removes the list (facts/behaviours.md#36). Texts as recorded (opkg-24.10, 011, 043 to 049).
 */
final class Feeds {
    private final Call call;
    private final Errors errors;
    private final PackageServer server;

    Feeds(Call call, Errors errors, PackageServer server) {
        this.call = call;
        this.errors = errors;
        this.server = server;
    }

    int update() throws IOException {
        int failed = 0;
        for (var feed : new Lists(call.files()).feeds().entrySet()) {
            failed += update(feed.getKey(), feed.getValue()) ? 0 : 1;
        }
        return failed;
    }

    private boolean update(String name, String address) throws IOException {
        var index = address + "/Packages.gz";
        var list = Lists.FOLDER + name;
        call.out().println("Downloading " + index);
        byte[] packed;
        try {
            packed = server.get(index);
        } catch (PackageServer.Failure failure) {
            call.out().println("*** Failed to download the package list from " + index + "\n");
            fails(index, failure);
            return false;
        }
        byte[] text;
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            text = unpacked.readAllBytes();
        }
        call.files().makeFolders("/var/opkg-lists");
        call.files().write(list, text);
        call.out().println("Updated list of available packages in " + list);
        check(address + "/Packages.sig", list);
        return true;
    }

    private void check(String signature, String list) throws IOException {
        call.out().println("Downloading " + signature);
        try {
            var bytes = server.get(signature);
            if (hasKey()) {
                call.files().write(list + ".sig", bytes);
                call.out().println("Signature check passed.");
                return;
            }
        } catch (PackageServer.Failure failure) {
            fails(signature, failure);
        }
        call.out().println("Signature check failed.");
        call.out().println("Remove wrong Signature file.");
        call.files().removeTree(list);
    }

    /** Whether the router has a key at all; the bench's servers have no wrong ones. */
    private boolean hasKey() throws IOException {
        return call.files().isFolder("/etc/opkg/keys")
                && !call.files().list("/etc/opkg/keys").isEmpty();
    }

    private void fails(String address, PackageServer.Failure failure) {
        if (!failure.said().isEmpty()) {
            call.err().println(failure.said());
        }
        errors.add("opkg_download", "Failed to download " + address + ", wget returned " + failure.status() + ".");
        errors.add("opkg_download", "Check your network settings and connectivity.\n");
    }
}
