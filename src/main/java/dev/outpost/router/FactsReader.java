package dev.outpost.router;

import dev.outpost.router.RouterFacts.Board;
import dev.outpost.router.RouterFacts.Manager;
import dev.outpost.router.RouterFacts.NcmHandler;
import dev.outpost.router.RouterFacts.Overlay;
import dev.outpost.router.RouterFacts.Space;
import dev.outpost.shell.Answer;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what the parts of {@code look.sh} printed into values. What a router says is data: what makes no sense is left out. */
final class FactsReader {
    /** File systems of OpenWrt's images that give whole blocks to each file: of disks and cards. */
    private static final Set<String> BLOCK_FILE_SYSTEMS = Set.of("ext2", "ext3", "ext4", "f2fs");

    /** Bytes; what mkfs.ext4 and mkfs.f2fs take by default on anything above some MiB. */
    private static final int BLOCK = 4096;

    private final Map<String, String> parts = new HashMap<>();

    FactsReader(List<Answer> answers) {
        answers.forEach(answer -> parts.put(answer.script(), answer.stdout()));
    }

    RouterFacts facts() {
        var release = openWrt();
        return new RouterFacts(
                board(release),
                packages(),
                space(),
                usb(),
                InterfacesReader.read(part("interfaces")),
                config(),
                part("pending").lines().filter(line -> !line.isBlank()).toList(),
                part("password").strip().equals("blank"),
                part("keys")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                words("wireguard", "public").findFirst(),
                handler(),
                ours(),
                guard(),
                PoeInfo.read(part("poe")),
                Instant.ofEpochSecond(number(clock().getFirst())),
                Duration.ofSeconds(number(clock().getLast())),
                StickFacts.read(StickFacts.lines(part("stick-look"))));
    }

    /**
     * What the system says of itself.
     *
     * @throws ProblemException {@code ROUTER-NOT-OPENWRT}
     */
    Map<String, String> openWrt() {
        var release = release();
        if (!release.getOrDefault("DISTRIB_ID", "").equals("OpenWrt")) {
            throw notOpenWrt(release);
        }
        return release;
    }

    /** The tree of the part {@code usb}. */
    Map<String, String> usb() {
        return UsbLook.read(part("usb"));
    }

    /** Who holds which node. */
    Map<String, String> holders() {
        return UsbLook.read(part("holders"));
    }

    private static ProblemException notOpenWrt(Map<String, String> release) {
        var id = release.getOrDefault("DISTRIB_ID", "");
        return new ProblemException(ProblemCode.ROUTER_NOT_OPENWRT.problem(
                id.isEmpty() ? "the host has no /etc/openwrt_release" : "the host says that it is " + id,
                "it is another system, or another host answers at this address",
                "check the address; flash OpenWrt first if it is the right router"));
    }

    private String part(String name) {
        return parts.getOrDefault(name, "");
    }

    /** The rest of those lines of a part that begin with a word. */
    private Stream<String> words(String part, String first) {
        return Answer.rest(part(part).lines(), first);
    }

    /** {@code KEY='value'} lines. */
    private Map<String, String> release() {
        return part("release")
                .lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> unquoted(pair[1].strip()), (a, b) -> b));
    }

    private static String unquoted(String value) {
        return value.replaceAll("^['\"]|['\"]$", "");
    }

    private Board board(Map<String, String> release) {
        var manager = part("manager").strip();
        var netdevs = words("board", "netdev").collect(Collectors.toSet());
        var kernel = Optional.ofNullable(packages().get("kernel")).map(InstalledPackage::version);
        return new Board(
                words("board", "board").findFirst().orElse(""),
                words("board", "model").findFirst().orElse(""),
                release.getOrDefault("DISTRIB_RELEASE", ""),
                release.getOrDefault("DISTRIB_TARGET", ""),
                release.getOrDefault("DISTRIB_ARCH", ""),
                manager.equals("opkg") ? Manager.OPKG : manager.equals("apk") ? Manager.APK : Manager.NONE,
                kernel.orElse(""),
                words("board", "mac").findFirst().orElse(""),
                netdevs,
                EthernetPorts.of(netdevs, usb(), config("network")));
    }

    private Map<String, InstalledPackage> packages() {
        return InstalledList.read(part("packages"));
    }

    /** {@code df -k}: filesystem, total, used, available, in KiB. */
    private Space space() {
        var rows = part("space").lines().map(line -> line.strip().split("\\s+")).toList();
        var memory = part("memory")
                .lines()
                .map(line -> line.split("[:\\s]+"))
                .filter(words -> words.length > 1)
                .collect(Collectors.toMap(words -> words[0], words -> number(words[1]), (a, b) -> b));
        var free = memory.getOrDefault("MemAvailable", memory.getOrDefault("MemFree", 0L));
        return new Space(
                1024 * column(rows, 0, 3),
                1024 * column(rows, 0, 1),
                block(),
                1024 * free,
                1024 * memory.getOrDefault("MemTotal", 0L),
                overlay());
    }

    private static long column(List<String[]> rows, int row, int column) {
        return rows.size() > row && rows.get(row).length > column ? number(rows.get(row)[column]) : 0;
    }

    /** {@code /proc/mounts}: source, mount point, type, options. */
    private List<String[]> mounts() {
        return part("mounts")
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length > 3)
                .toList();
    }

    /** jffs2 and ubifs pack small files together; of the others the overlay's own file system counts, else that of an image without one. */
    private int block() {
        var type = Stream.of("/overlay", "/")
                .flatMap(point -> mounts().stream().filter(words -> words[1].equals(point)))
                .map(words -> words[2])
                .filter(word -> !word.equals("overlay"))
                .findFirst();
        return type.filter(BLOCK_FILE_SYSTEMS::contains).isPresent() ? BLOCK : 1;
    }

    private Overlay overlay() {
        var mounts = mounts();
        var root = mounts.stream()
                .filter(words -> words[1].equals("/") && words[2].equals("overlay"))
                .findFirst();
        if (root.isEmpty()) {
            var inRam =
                    mounts.stream().anyMatch(words -> words[1].equals("/") && words[2].matches("tmpfs|ramfs|rootfs"));
            return inRam ? Overlay.RAM : Overlay.NONE;
        }
        if (root.get()[0].equals("overlayfs:/tmp/root")) {
            return Overlay.NOT_YET;
        }
        return root.get()[3].matches("ro(,.*)?") ? Overlay.READ_ONLY : Overlay.READY;
    }

    private Map<String, UciPackage> config() {
        return Stream.of("network", "wireless", "firewall", "dhcp", "system", "dropbear", "outpost")
                .collect(Collectors.toMap(name -> name, this::config));
    }

    /** A file that uci cannot read is told as such: taken for an empty one, its router would look fresh (facts/behaviours.md#15). */
    private UciPackage config(String name) {
        try {
            return UciParser.parse(name, part(name));
        } catch (UciSyntaxException e) {
            throw new ProblemException(ProblemCode.ROUTER_CONFIG_BROKEN.problem(
                    "the router's /etc/config/" + name + " cannot be read",
                    "uci finds a mistake in it, or what it printed is no configuration: " + e.getMessage(),
                    "look on the router: uci export " + name + "; or reset it (hold reset for 10 s)"));
        }
    }

    /** {@code sha256sum}: the sum, two blanks, the path. */
    private Map<String, String> ours() {
        return part("ours")
                .lines()
                .map(line -> line.split("  ", 2))
                .filter(words -> words.length == 2 && words[0].matches("[0-9a-f]{64}"))
                .collect(Collectors.toMap(words -> words[1], words -> words[0], (a, b) -> b));
    }

    private NcmHandler handler() {
        return switch (part("handler").strip()) {
            case "cured" -> NcmHandler.CURED;
            case "ill" -> NcmHandler.ILL;
            case "unknown" -> NcmHandler.UNKNOWN;
            default -> NcmHandler.ABSENT;
        };
    }

    private GuardState guard() {
        var armed = words("guard", "armed")
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3)
                .map(words -> new GuardState.Armed(
                        words[0], Duration.ofSeconds(Math.max(0, number(words[1]) - number(words[2])))))
                .findFirst();
        return new GuardState(
                armed,
                words("guard", "rolled-back").findFirst(),
                words("guard", "failed").findFirst());
    }

    private List<String> clock() {
        var lines = part("clock")
                .lines()
                .map(line -> line.strip().replaceAll("[. ].*", ""))
                .toList();
        return lines.size() == 2 ? lines : List.of("0", "0");
    }

    private static long number(String text) {
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
