package dev.outpost.packages;

import dev.outpost.profile.UplinkHandlers;
import dev.outpost.router.Bundle;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterFacts.Manager;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Script;
import dev.outpost.text.feed.Dependency;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts that install packages and take them away again, for both package managers. */
public final class PackageScripts {
    private PackageScripts() {}

    /**
     * Installs what the tar on its standard input holds.
     *
     * @param items all of them, dependencies first
     */
    public static Script install(Manager manager, List<Bundle.Item> items) {
        return installing("install", manager, items);
    }

    /**
     * Installs from a feed of the laptop, one package after the other.
     *
     * @param port on the router's loopback
     */
    public static Script installForwarded(Manager manager, List<Bundle.Item> items, int port) {
        var files = items.stream()
                .map(item -> item.name() + " " + item.sha256() + " " + item.file())
                .collect(Collectors.joining("\n"));
        return installing("install-forward", manager, items).with("PORT", port).with("FILES", files);
    }

    /** Installs from the router's own feeds, whose lists {@link #ownFeeds} brought. */
    public static Script installFromFeeds(Manager manager, List<Bundle.Item> items) {
        return installing("install-feeds", manager, items);
    }

    /** Asks whether the router reaches its feeds, and what these would bring. */
    public static Script ownFeeds(Collection<String> names) {
        return script("own-feeds").with("NAMES", String.join(" ", names));
    }

    private static Script installing(String name, Manager manager, List<Bundle.Item> items) {
        var library = script("packages").after(manager == Manager.APK ? script("packages-apk") : opkg());
        return script(name)
                .after(library)
                .with("NAMES", items.stream().map(Bundle.Item::name).collect(Collectors.joining(" ")))
                .with("WISHED", wished(items));
    }

    /** What nothing else among them asks for. */
    private static String wished(List<Bundle.Item> items) {
        var needed = items.stream()
                .flatMap(item -> item.depends().stream())
                .map(Dependency::name)
                .collect(Collectors.toSet());
        return items.stream()
                .filter(item -> !needed.contains(item.name())
                        && item.provides().stream().noneMatch(needed::contains))
                .map(Bundle.Item::name)
                .collect(Collectors.joining(" "));
    }

    /** Takes away what a run installed that is being undone. */
    public static Script uninstall(List<String> names) {
        return script("uninstall").after(opkg()).with("NAMES", String.join(" ", names));
    }

    private static Script opkg() {
        return script("packages-opkg").after(script("packages-status"));
    }

    /** Whether a script is one that installs. */
    public static boolean installs(Answer answer) {
        return answer.script().startsWith("install");
    }

    /** Packages that could not be taken away again, as a script told. */
    public static List<String> left(Answer answer) {
        return answer.rest("left").toList();
    }

    /** Packages of others whose entries a full flash had taken from opkg's list, and that are in it again. */
    public static List<String> putBack(Answer answer) {
        return answer.rest("put back")
                .flatMap(line -> Stream.of(line.split(" ")))
                .toList();
    }

    /** Packages that had been half installed and are whole now. */
    public static List<String> repaired(Answer answer) {
        return answer.rest("repaired").toList();
    }

    /** Whether the network has to be restarted so that netifd knows what was installed (facts/behaviours.md#20). */
    public static boolean needRestart(Collection<String> names) {
        return names.stream().anyMatch(UplinkHandlers.shipped()::bringsHandler);
    }

    private static Script script(String name) {
        return Script.in(Guard.class, name);
    }
}
