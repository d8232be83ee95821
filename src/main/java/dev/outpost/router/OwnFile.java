package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Phase;
import dev.outpost.step.Resource;
import dev.outpost.text.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of our own that stays on the router.
 *
 * @param path absolute
 * @param mode octal, as chmod takes it
 * @param purpose what it is there for, in a few words
 */
public record OwnFile(String path, String mode, String text, String purpose) {
    public OwnFile {
        if (!path.matches("/[a-z0-9./-]{1,100}") || !mode.matches("[0-7]{3}")) {
            throw new IllegalArgumentException("no place for a file: " + path + " " + mode);
        }
    }

    /** A script of the resources. */
    public static OwnFile script(String path, String resource, String purpose) {
        return new OwnFile(path, "755", Script.in(OwnFile.class, resource).text(), purpose);
    }

    /** A page of the resources, for a browser. */
    public static OwnFile page(String path, String resource, String purpose) {
        return new OwnFile(path, "644", Resource.text("/dev/outpost/router/" + resource + ".html"), purpose);
    }

    /** A program that is kept in parts in the resources, and is one file on the router. */
    public static OwnFile program(String path, String purpose, List<String> parts) {
        var text = parts.stream()
                .map(part -> Script.in(OwnFile.class, part).text())
                .collect(Collectors.joining());
        return new OwnFile(path, "755", text, purpose);
    }

    /** As {@code sha256sum} prints it. */
    public String sha256() {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What puts it there, but for its text. */
    Script put() {
        return Script.in(OwnFile.class, "put")
                .with("FILE", path)
                .with("MODE", mode)
                .with("SHA256", sha256());
    }

    /** What puts it there where it holds a secret. */
    public RouterChange putSecretly() {
        return RouterChange.Plain.of(
                        "secret",
                        Phase.CONFIG,
                        path + " " + purpose + ": *****",
                        new Stroke.Alone(put().secret("TEXT", Secret.of(text))))
                .costing(text.length());
    }

    /** Hotplug's scripts for USB devices: drivers need them before a modem can be asked. */
    boolean isForDrivers() {
        return path.startsWith("/etc/hotplug.d/usb/");
    }

    /** Whether it is there as it should be. */
    public boolean isOn(RouterFacts router) {
        return sha256().equals(router.ours().get(path));
    }
}
