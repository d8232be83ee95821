package dev.outpost.bench.router.packages;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.FileError;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * {@code opkg install}: dependencies among the files given, what the feeds offer and what is there; space, unpacking, scripts.
 *
 * <p>Order of lines and texts as recorded (opkg-24.10, records 019 to 029, 053 to 057, 063 to 066).
 */
final class Installer {
    private final Call call;
    private final Database database;
    private final List<String> errors;
    private final boolean pretends;
    private final LongConsumer packageBytes;
    private final Feeds feeds;

    /** The local files in the order given, then what the lists of the feeds offer. */
    private final Map<String, Ipk> given = new LinkedHashMap<>();

    private final List<String> unpacked = new ArrayList<>();

    /** @param packageBytes gets the size of each local package that was read */
    Installer(Call call, Database database, Feeds feeds, boolean pretends, LongConsumer packageBytes) {
        this.call = call;
        this.database = database;
        this.errors = feeds.errors();
        this.pretends = pretends;
        this.packageBytes = packageBytes;
        this.feeds = feeds;
    }

    private void error(String function, String message) {
        errors.add(" * " + function + ": " + message);
    }

    int install(List<String> wanted) throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        for (var word : wanted) {
            var name = word.endsWith(".ipk") || word.contains("/") ? register(word) : Optional.of(word);
            if (name.isEmpty()) {
                return 255;
            }
            names.add(name.get());
        }
        feeds.offered().forEach(ipk -> given.putIfAbsent(ipk.control().name(), ipk));
        var good = true;
        for (var name : names) {
            good &= one(name);
        }
        if (!pretends) {
            good &= configureAll();
            database.save(errors);
        }
        return good ? 0 : 255;
    }

    /** Reads a local file; empty when it cannot be read, which ends the whole command. */
    private Optional<String> register(String file) {
        try {
            var bytes = call.files().read(call.path(file));
            var ipk = Ipk.parse(bytes);
            packageBytes.accept(bytes.length);
            given.put(ipk.control().name(), ipk);
            return Optional.of(ipk.control().name());
        } catch (FileError missing) {
            error("wfopen", file + ": No such file or directory.");
            error("pkg_init_from_file", "Failed to extract control file from " + file + ".");
        } catch (IOException malformed) {
            error("pkg_init_from_file", "Malformed package file " + file + ".");
        }
        return Optional.empty();
    }

    private boolean one(String name) throws IOException {
        var there = database.find(name).filter(is -> is.isInstalled() || is.isUnpacked());
        var file = Optional.ofNullable(given.get(name));
        var version = there.map(Stanza::version).orElse("");
        if (there.isPresent()
                && file.filter(is -> !is.control().version().equals(version)).isEmpty()) {
            call.say("Package " + name + " (" + version + ") installed in root is up to date.");
            return true;
        }
        var order = new ArrayList<Ipk>();
        var lacks = new ArrayList<String>();
        file.ifPresent(ipk -> close(ipk, order, lacks, new HashSet<>()));
        lacks.forEach(lack -> error("pkg_hash_check_unresolved", "cannot find dependency " + lack));
        if (!lacks.isEmpty()) {
            error(
                    "pkg_hash_fetch_best_installation_candidate",
                    "Packages for " + name + " found, but incompatible with the architectures configured");
        }
        if (file.isEmpty() || !lacks.isEmpty()) {
            call.say("Unknown package '" + name + "'.");
        } else if (put(file.get(), order)) {
            return true;
        }
        error("opkg_install_cmd", "Cannot install package " + name + ".");
        return false;
    }

    /** What a package needs, each behind its own needs; what neither the database nor a file meets as {@code libfoo for bar}. */
    private void close(Ipk ipk, List<Ipk> order, List<String> lacks, Set<String> seen) {
        if (!seen.add(ipk.control().name())) {
            return;
        }
        for (var wish : ipk.control().depends()) {
            if (!database.meets(wish)) {
                providerOf(wish)
                        .ifPresentOrElse(
                                candidate -> close(candidate, order, lacks, seen),
                                () -> lacks.add(wish + " for " + ipk.control().name()));
            }
        }
        order.add(ipk);
    }

    private Optional<Ipk> providerOf(Dependency wish) {
        return given.values().stream()
                .filter(candidate -> candidate.control().meets(wish))
                .findFirst();
    }

    /** The package is announced before those that it needs. */
    private boolean put(Ipk ipk, List<Ipk> order) throws IOException {
        var whole = announced(ipk);
        if (whole.isEmpty()) {
            return false;
        }
        for (var needed : order.subList(0, order.size() - 1)) {
            var each = announced(needed);
            if (each.isEmpty() || !unpack(each.get(), true)) {
                return false;
            }
        }
        return unpack(whole.get(), false);
    }

    /** The package itself, which a list only names; empty when it has no room, or could not be had. */
    private Optional<Ipk> announced(Ipk ipk) {
        var name = ipk.control().name();
        call.say("Installing " + name + " (" + ipk.control().version() + ") to root...");
        var free = call.files().mountOf("/overlay").free() / 1024;
        var size = ipk.control().get("Installed-Size"); // since 24.10 of the files before compression
        var needs = size.matches("[0-9]+") ? (Long.parseLong(size) + 1023) / 1024 : 0;
        if (needs > 0 && needs >= free) {
            error(
                    "verify_pkg_installable",
                    "Only have " + free + "kb available on filesystem /overlay, pkg " + name + " needs " + needs);
            return Optional.empty();
        }
        if (ipk.address().isEmpty() || pretends) {
            return Optional.of(ipk);
        }
        var bytes = feeds.download(ipk.address());
        try {
            if (bytes.isPresent()) {
                return Optional.of(Ipk.parse(bytes.get()));
            }
            error("opkg_install_pkg", "Failed to download " + name + ". Perhaps you need to run 'opkg update'?");
        } catch (IOException malformed) {
            error("pkg_init_from_file", "Malformed package file " + ipk.address() + ".");
        }
        return Optional.empty();
    }

    private boolean unpack(Ipk ipk, boolean automatic) throws IOException {
        var name = ipk.control().name();
        if (pretends) {
            database.put(ipk.control().with("Status", "install user installed"));
            return true;
        }
        if (clashes(ipk)) {
            return false;
        }
        try {
            ipk.unpack(call.files());
        } catch (IOException full) {
            error("opkg_install_pkg", "Failed to extract data files for " + name + ". Package debris may remain!");
            database.put(entry(ipk.control(), "install user not-installed", automatic));
            return false;
        }
        database.put(entry(ipk.control(), "install user unpacked", automatic));
        unpacked.add(name);
        return true;
    }

    private boolean clashes(Ipk ipk) throws IOException {
        var name = ipk.control().name();
        var clash = false;
        for (var item : ipk.data()) {
            var owner = database.ownerOf("/" + item.path()).filter(other -> !other.equals(name));
            if (owner.isPresent()) {
                error("check_data_file_clashes", "Package " + name + " wants to install file /" + item.path());
                errors.add("\tBut that file is already provided by package  * " + owner.get());
                clash = true;
            }
        }
        return clash;
    }

    private Stanza entry(Stanza control, String status, boolean automatic) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : List.of("Package", "Version", "Depends", "Provides")) {
            if (!control.get(field).isEmpty()) {
                fields.put(field, control.get(field));
            }
        }
        fields.put("Status", status);
        fields.put("Architecture", control.get("Architecture"));
        fields.put(
                "Installed-Time", String.valueOf(call.machine().clock().wall().getEpochSecond()));
        if (automatic) {
            fields.put("Auto-Installed", "yes");
        }
        return new Stanza(fields);
    }

    private boolean configureAll() throws InterruptedException {
        var names = new LinkedHashSet<>(unpacked);
        database.all().stream().filter(Stanza::isUnpacked).forEach(stanza -> names.add(stanza.name()));
        var configured = true;
        for (var name : names) {
            configured &= configure(name);
        }
        return configured;
    }

    private boolean configure(String name) throws InterruptedException {
        call.say("Configuring " + name + ".");
        var script = Database.INFO + name + ".postinst";
        var status = call.files().exists(script) ? call.run(List.of(script, "configure")) : 0;
        if (status != 0) {
            error("pkg_run_script", "package \"" + name + "\" postinst script returned status " + status + ".");
            error("opkg_configure", name + ".postinst returned " + status + ".");
            return false;
        }
        database.find(name).ifPresent(stanza -> database.put(stanza.with("Status", "install user installed")));
        return true;
    }
}
