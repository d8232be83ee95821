package dev.outpost.ledger;

import dev.outpost.shell.Secret;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is remembered of one site.
 *
 * @param directory 0700
 */
public record SiteState(String site, Path directory) {
    /** No letters or digits that are mistaken for each other when read aloud. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int PASSWORD_LENGTH = 20;

    /** Hikvision takes 16 at most. */
    private static final int CAMERA_PASSWORD_LENGTH = 16;

    private static final String RECOVERED = "recovered";
    private static final String CAMERA_LOGINS = "camera-logins";

    /**
     * Holds the site for this run.
     *
     * @throws dev.outpost.step.ProblemException {@code STATE-LOCKED} at once if another run holds it
     */
    public Lease lock() {
        return Lease.take(PrivateFiles.folder(directory).resolve("lock"), "site " + site, Duration.ZERO);
    }

    /** The router that the site was bound to at first contact. */
    public Optional<Unit> unit() {
        var file = directory.resolve("unit.json");
        return PrivateFiles.read(file).map(text -> {
            var unit = Yaml.parse(file.toString(), text).map();
            return new Unit(unit.requireString("mac"), unit.requireString("hostKey"));
        });
    }

    public void unit(Unit unit) {
        PrivateFiles.write(
                directory.resolve("unit.json"),
                Json.pretty(Json.object("schema", "outpost.unit/1", "mac", unit.mac(), "hostKey", unit.hostKey()))
                        + "\n");
    }

    /**
     * Where we moved the router's LAN.
     *
     * @param now the router's own address there
     * @param before the address that it left
     */
    public record Lan(String now, String before) {}

    /** Where the router's LAN is since we moved it; empty where we never did. */
    public Optional<Lan> lan() {
        return PrivateFiles.read(directory.resolve("lan"))
                .map(text -> text.strip().split(" "))
                .filter(words -> words.length == 2)
                .map(words -> new Lan(words[0], words[1]));
    }

    public void lan(Lan moved) {
        PrivateFiles.write(directory.resolve("lan"), moved.now() + " " + moved.before() + "\n");
    }

    /** Saves a probe; the SIM that it saw is the site's from now on. */
    public void probed(String document) {
        PrivateFiles.write(probe(), document + "\n");
        PrivateFiles.delete(sim());
    }

    /** Which SIM is the site's, as a salted hash; may be missing. */
    Path sim() {
        return directory.resolve("sim");
    }

    /** The probe's document that was saved for this site, if one was. */
    public Path probe() {
        return directory.resolve("probe.json");
    }

    /** One JSON object a line; may be missing. */
    public Path journal() {
        return directory.resolve("journal.jsonl");
    }

    /** The router's password, if one was made or remembered. */
    public Optional<Secret> password() {
        return PrivateFiles.read(directory.resolve("password"))
                .map(String::strip)
                .map(Secret::of);
    }

    /** The router's password; made and written down first if there is none. */
    public Secret passwordOrNew() {
        return password().orElseGet(() -> {
            var made = made("", PASSWORD_LENGTH);
            password(made);
            return made;
        });
    }

    /** The password of a camera's user: its "admin", or its "viewer"; empty where none was made here. */
    public Optional<Secret> cameraPassword(String camera, String user) {
        return PrivateFiles.read(cameraFile(camera, user)).map(String::strip).map(Secret::of);
    }

    /** The same; made and written down first if there is none. Of three kinds of characters, as cameras want it. */
    public Secret cameraPasswordOrNew(String camera, String user) {
        return cameraPassword(camera, user).orElseGet(() -> {
            var made = made("Aa2", CAMERA_PASSWORD_LENGTH);
            PrivateFiles.write(cameraFile(camera, user), made.reveal() + "\n");
            return made;
        });
    }

    private static Secret made(String start, int length) {
        var text = new StringBuilder(start);
        new SecureRandom()
                .ints(length - start.length(), 0, LETTERS.length())
                .forEach(i -> text.append(LETTERS.charAt(i)));
        return Secret.of(text);
    }

    private Path cameraFile(String camera, String user) {
        return directory.resolve("camera-" + camera + "-" + user);
    }

    /** As what a camera was set up last; empty where it never was. */
    public Optional<String> cameraSetUp(String camera) {
        return PrivateFiles.read(cameraFile(camera, "set-up")).map(String::strip);
    }

    public void cameraSetUp(String camera, String as) {
        PrivateFiles.write(cameraFile(camera, "set-up"), as + "\n");
    }

    /** Each camera is looked at again by the next run, as if it had never been set up from here. */
    public void forgetSetUps() {
        cameraFiles("set-up").forEach(PrivateFiles::delete);
    }

    /** Other cameras hang there: the next run sets them up, and what an old one refused counts for nothing. */
    public void forgetCameras() {
        forgetSetUps();
        PrivateFiles.delete(directory.resolve(CAMERA_LOGINS));
    }

    /** Which camera refused a password when. */
    public Path cameraLogins() {
        return directory.resolve(CAMERA_LOGINS);
    }

    /** What a person may still need of a site that is taken down: where its passwords are kept. */
    public List<String> passwordsKept() {
        var router = password().map(_ -> "the router's password stays what it was; it is kept in " + file("password"));
        var admins = cameraFiles("admin").stream().map(Path::toString).collect(Collectors.joining(", "));
        var cameras = Optional.of("the cameras' passwords stay what they were; they are kept in " + admins)
                .filter(_ -> !admins.isEmpty());
        return Stream.of(router, cameras).flatMap(Optional::stream).toList();
    }

    private List<Path> cameraFiles(String user) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(directory, "camera-*-" + user)) {
            return StreamSupport.stream(files.spliterator(), false).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void password(Secret password) {
        PrivateFiles.write(directory.resolve("password"), password.reveal() + "\n");
    }

    /** Folder of the viewers' pages, which are secrets. */
    public Path viewers() {
        return directory.resolve("viewers");
    }

    /** Folder of the report and its pictures. */
    public Path report() {
        return directory.resolve("report");
    }

    /** Whether another computer set the site up, and a relay's record told this one of it. */
    public boolean isRecovered() {
        return PrivateFiles.read(directory.resolve(RECOVERED)).isPresent();
    }

    /** @param from the relay whose record it was */
    public void recovered(String from) {
        PrivateFiles.write(directory.resolve(RECOVERED), from + "\n");
    }

    /** From where the site was last seen to work, since its last change. */
    public enum Proof {
        NONE,
        /** The router's own LAN shows its cameras; there is no way in from outside. */
        LAN,
        /** The router and the relay reach its cameras; no viewer looked. */
        RELAY,
        VIEWER
    }

    public Proof proof() {
        return PrivateFiles.read(directory.resolve("proof"))
                .map(String::strip)
                .filter(word -> word.matches("LAN|RELAY|VIEWER"))
                .map(Proof::valueOf)
                .orElse(Proof.NONE);
    }

    /** What viewers dial where the router itself is their end. */
    public Optional<String> address() {
        return PrivateFiles.read(directory.resolve("address")).map(String::strip);
    }

    /** Written down where it is another one. */
    public void address(String dialled) {
        if (!address().equals(Optional.of(dialled))) {
            PrivateFiles.write(directory.resolve("address"), dialled + "\n");
        }
    }

    /** Forgotten before a change, written down after the last look. */
    public void proof(Proof now) {
        if (now == Proof.NONE) {
            PrivateFiles.delete(directory.resolve("proof"));
        } else if (now != proof()) {
            PrivateFiles.write(directory.resolve("proof"), now + "\n");
        }
    }

    /** The router and its place in the tunnel are no longer the site's; what a person may still need stays. */
    public void forget() {
        for (var name : List.of("unit.json", "lan", "proof", "address", "relay.json", RECOVERED)) {
            PrivateFiles.delete(directory.resolve(name));
        }
        forgetSetUps();
    }

    /** Another file of this site. */
    public Path file(String name) {
        return directory.resolve(name);
    }
}
