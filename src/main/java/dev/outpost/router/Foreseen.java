package dev.outpost.router;

import dev.outpost.uci.UciPackage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A router as it must be after changes that were made and read back, without another look at all of it. */
public final class Foreseen {
    private Foreseen() {}

    /**
     * After packages were installed and the USB tree was looked at again.
     *
     * @param items what was installed
     * @param usbLines what the look's part {@code usb} printed; empty where it was not asked
     */
    public static RouterFacts after(RouterFacts router, List<Bundle.Item> items, String usbLines) {
        var packages = new HashMap<>(router.packages());
        items.forEach(item -> packages.put(item.name(), InstalledPackage.fine(item.name(), item.version())));
        var usb = usbLines.isBlank() ? router.usb() : UsbLines.read(usbLines);
        return with(router, packages, usb, router.config());
    }

    /** After a section became what it should be. */
    public static RouterFacts after(RouterFacts router, SectionChange change) {
        var config = new HashMap<>(router.config());
        config.put(change.uci(), change.appliedTo(router.uci(change.uci())));
        return with(router, router.packages(), router.usb(), config);
    }

    private static RouterFacts with(
            RouterFacts router,
            Map<String, InstalledPackage> packages,
            Map<String, String> usb,
            Map<String, UciPackage> config) {
        return new RouterFacts(
                router.board(),
                packages,
                router.space(),
                usb,
                router.holders(),
                router.interfaces(),
                config,
                router.pending(),
                router.blankPassword(),
                router.authorizedKeys(),
                router.wireguardKey(),
                router.handshakes(),
                router.ncmHandler(),
                router.ours(),
                router.guard(),
                router.clock(),
                router.uptime());
    }
}
