package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Call;
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
 * {@code opkg install} of local files: dependencies among the files given and what is there, space, unpacking, scripts.
 *
 * <p>Order of lines and texts as recorded (opkg-24.10, records 019 to 029, 053 to 057, 063 to 066).
 */
final class Installer {
    private final Call call;
    private final Database database;
    private final Errors errors;
    private final Set<String> options;
    private final Runnable afterModules;
    private final LongConsumer packageBytes;
    private final Feeds feeds;
    /** The local files in the order given, then what the lists of the feeds offer. */
    private final Map<String, Ipk> given = new LinkedHashMap<>();

    private final List<String> unpacked = new ArrayList<>();

    Installer(
            Call call,
            Database database,
            Errors errors,
            Set<String> options,
            Runnable afterModules,
            LongConsumer packageBytes,
            Feeds feeds) {
        this.call = call;
        this.database = database;
        this.errors = errors;
        this.options = options;
        this.afterModules = afterModules;
        this.packageBytes = packageBytes;
        this.feeds = feeds;
    }

    int install(List<String> wanted) throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        for (var word : wanted) {
            if (word.endsWith(".ipk") || word.contains("/")) {
                var name = register(word);
                if (name.isEmpty()) {
                    return 255;
                }
                names.add(name);
            } else {
                names.add(word);
            }
        }
        for (var ipk : feeds.offered()) {
            given.putIfAbsent(ipk.control().name(), ipk);
        }
        var failed = false;
        for (var name : names) {
            failed |= !one(name);
        }
        failed |= !configureAll();
        if (!pretends()) {
            database.save(errors);
            afterModules.run();
        }
        return failed ? 255 : 0;
    }

    /** Reads a local file; empty when it cannot be read, which ends the whole command. */
    private String register(String file) {
        try {
            var bytes = call.files().read(call.path(file));
            var ipk = Ipk.parse(bytes);
            packageBytes.accept(bytes.length);
            given.put(ipk.control().name(), ipk);
            return ipk.control().name();
        } catch (dev.outpost.bench.host.FileError missing) {
            errors.add("wfopen", file + ": No such file or directory.");
            errors.add("pkg_init_from_file", "Failed to extract control file from " + file + ".");
        } catch (IOException malformed) {
            errors.add("pkg_init_from_file", "Malformed package file " + file + ".");
        }
        return "";
    }

    private boolean one(String name) throws InterruptedException {
        var there = database.find(name).filter(is -> is.isInstalled() || is.isUnpacked());
        var file = given.get(name);
        if (there.isPresent() && (file == null || isSame(there.get(), file))) {
            call.say("Package " + name + " (" + there.get().version() + ") installed in root is up to date.");
            return true;
        }
        if (file == null || !isInstallable(file)) {
            call.say("Unknown package '" + name + "'.");
            errors.add("opkg_install_cmd", "Cannot install package " + name + ".");
            return false;
        }
        if (put(file, false)) {
            return true;
        }
        errors.add("opkg_install_cmd", "Cannot install package " + name + ".");
        return false;
    }

    private boolean isSame(Stanza there, Ipk file) {
        return there.version().equals(file.control().version());
    }

    private boolean pretends() {
        return options.contains("--noaction");
    }

    private boolean isInstallable(Ipk ipk) {
        var missing = missing(ipk, new HashSet<>());
        for (var lack : missing) {
            errors.add("pkg_hash_check_unresolved", "cannot find dependency " + lack);
        }
        if (!missing.isEmpty()) {
            errors.add(
                    "pkg_hash_fetch_best_installation_candidate",
                    "Packages for " + ipk.control().name()
                            + " found, but incompatible with the architectures configured");
        }
        return missing.isEmpty();
    }

    /** Dependencies that neither the database nor a file meets, each as {@code libfoo for bar}, through all depths. */
    private List<String> missing(Ipk ipk, Set<String> seen) {
        var lacks = new ArrayList<String>();
        if (!seen.add(ipk.control().name())) {
            return lacks;
        }
        for (var wish : ipk.control().depends()) {
            if (!database.meets(wish)) {
                providerOf(wish)
                        .ifPresentOrElse(
                                candidate -> lacks.addAll(missing(candidate, seen)),
                                () -> lacks.add(wish + " for " + ipk.control().name()));
            }
        }
        return lacks;
    }

    private Optional<Ipk> providerOf(Dependency wish) {
        return given.values().stream()
                .filter(candidate -> candidate.control().meets(wish))
                .findFirst();
    }

    private boolean put(Ipk ipk, boolean automatic) throws InterruptedException {
        var control = ipk.control();
        call.say("Installing " + control.name() + " (" + control.version() + ") to root...");
        if (!fits(control)) {
            return false;
        }
        var whole = whole(ipk);
        if (whole.isEmpty() || !dependencies(ipk)) {
            return false;
        }
        if (pretends()) {
            database.put(control.with("Status", "install user installed"));
            return true;
        }
        return !clashes(whole.get()) && unpack(whole.get(), automatic);
    }

    /** The package itself, which a list only names; empty when it could not be had. */
    private Optional<Ipk> whole(Ipk ipk) {
        if (ipk.address().isEmpty() || pretends()) {
            return Optional.of(ipk);
        }
        var bytes = feeds.download(ipk.address());
        try {
            if (bytes.isPresent()) {
                return Optional.of(Ipk.parse(bytes.get()));
            }
            errors.add(
                    "opkg_install_pkg",
                    "Failed to download " + ipk.control().name() + ". Perhaps you need to run 'opkg update'?");
        } catch (IOException malformed) {
            errors.add("pkg_init_from_file", "Malformed package file " + ipk.address() + ".");
        }
        return Optional.empty();
    }

    private boolean fits(Stanza control) {
        var free = call.files().mountOf("/overlay").free() / 1024;
        var needs = (control.installedSize() + 1023) / 1024;
        if (needs == 0 || needs < free) {
            return true;
        }
        errors.add(
                "verify_pkg_installable",
                "Only have " + free + "kb available on filesystem /overlay, pkg " + control.name() + " needs " + needs);
        return false;
    }

    private boolean dependencies(Ipk ipk) throws InterruptedException {
        for (var dependency : ipk.control().depends()) {
            if (database.meets(dependency)) {
                continue;
            }
            var provider = providerOf(dependency);
            if (provider.isPresent() && !deep(provider.get())) {
                return false;
            }
        }
        return true;
    }

    /** A dependency's own dependencies are announced before it. */
    private boolean deep(Ipk ipk) throws InterruptedException {
        return dependencies(ipk) && put(ipk, true);
    }

    private boolean clashes(Ipk ipk) {
        var name = ipk.control().name();
        var clash = false;
        for (var item : ipk.data()) {
            try {
                var owner = database.ownerOf("/" + item.path()).filter(other -> !other.equals(name));
                if (owner.isPresent()) {
                    errors.add(
                            "check_data_file_clashes", "Package " + name + " wants to install file /" + item.path());
                    errors.addRaw("\tBut that file is already provided by package  * " + owner.get());
                    clash = true;
                }
            } catch (IOException unreadable) {
                return false;
            }
        }
        return clash;
    }

    private boolean unpack(Ipk ipk, boolean automatic) {
        var name = ipk.control().name();
        try {
            ipk.unpack(call.files());
        } catch (IOException full) {
            errors.add("opkg_install_pkg", "Failed to extract data files for " + name + ". Package debris may remain!");
            database.put(entry(ipk.control(), "install user not-installed", automatic));
            return false;
        }
        database.put(entry(ipk.control(), "install user unpacked", automatic));
        unpacked.add(name);
        return true;
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
        if (pretends()) {
            return true;
        }
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
        var status = postinst(name);
        if (status != 0) {
            errors.add("pkg_run_script", "package \"" + name + "\" postinst script returned status " + status + ".");
            errors.add("opkg_configure", name + ".postinst returned " + status + ".");
            return false;
        }
        database.find(name).ifPresent(stanza -> database.put(stanza.with("Status", "install user installed")));
        return true;
    }

    private int postinst(String name) throws InterruptedException {
        var script = Database.INFO + name + ".postinst";
        return call.files().exists(script) ? call.run(List.of(script, "configure")) : 0;
    }
}
