package dev.outpost.bench.bundle;

import dev.outpost.bench.host.ImageFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One synthetic package.
 *
 * @param name as opkg knows it
 * @param version with OpenWrt's release suffix
 * @param bytes about how big its .ipk shall be
 * @param installed what Installed-Size says: uncompressed bytes, as 24.10 counts
 */
record PackageSpec(
        String name,
        String version,
        int bytes,
        int installed,
        List<String> depends,
        List<String> provides,
        List<Content> contents) {

    private static final String ROOT = "/dev/outpost/bench/packages/";

    /** What tar, control and gzip add to the filler of a package, roughly. */
    private static final int WRAPPING = 900;

    PackageSpec {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
        contents = List.copyOf(contents);
    }

    /** Those of 24.10, with what is otherwise in another release: see the heads of {@code packages.txt} and of the other's list. */
    static List<PackageSpec> read(Target target) {
        var drafts = new LinkedHashMap<String, Draft>();
        var own = target.series().equals("24.10") ? "" : "packages-" + target.series() + ".txt";
        for (var list : List.of("packages.txt", own)) {
            var text = list.isEmpty() ? "" : ImageFiles.text(ROOT + list);
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(drafts, line.strip().split("\\s+"), target));
        }
        return drafts.values().stream().map(draft -> draft.spec(target)).toList();
    }

    /** A package as the lines so far have it; lists are separated by commas. */
    private static final class Draft {
        private final String[] words;
        private final List<Content> contents = new ArrayList<>();
        private String version;
        private String depends;
        private String provides = "";

        Draft(String[] words) {
            this.words = words;
            version = words[2];
            depends = words[5];
        }

        PackageSpec spec(Target target) {
            return new PackageSpec(
                    words[1],
                    words[1].startsWith("kmod-") ? target.moduleVersion() : version,
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    List.of(depends.split(",")),
                    provides.isEmpty() ? List.of() : List.of(provides.split(",")),
                    contents);
        }
    }

    private static void add(SequencedMap<String, Draft> drafts, String[] words, Target target) {
        switch (words[0]) {
            case "package" -> drafts.put(words[1], new Draft(words));
            case "version" -> known(drafts, words[1]).version = words[2];
            case "depends" -> known(drafts, words[1]).depends = words[2];
            case "provides" -> known(drafts, words[1]).provides = words[2];
            case "rename" ->
                drafts.values()
                        .forEach(draft -> draft.depends = ("," + draft.depends + ",")
                                .replace("," + words[1] + ",", "," + words[2] + ",")
                                .replaceAll("^,|,$", ""));
            default -> drafts.sequencedValues().getLast().contents.add(content(words, target));
        }
    }

    private static Draft known(SequencedMap<String, Draft> drafts, String name) {
        return Objects.requireNonNull(drafts.get(name), name);
    }

    private static Content content(String[] words, Target target) {
        return switch (words[0]) {
            case "file" -> new Content(Content.Kind.TEXT, words[1], Integer.parseInt(words[2], 8), "");
            case "binary" -> new Content(Content.Kind.FILLER, words[1], Integer.parseInt(words[2], 8), "");
            case "link" -> new Content(Content.Kind.LINK, words[1], 0777, words[2]);
            case "module" -> new Content(Content.Kind.FILLER, target.modules() + "/" + words[1] + ".ko", 0644, "");
            default -> throw new IllegalArgumentException("not a line of packages.txt: " + String.join(" ", words));
        };
    }

    /** What the package index says that it takes: 23.05 counts compressed bytes, later releases uncompressed ones. */
    int counted(Target target) {
        return target.series().equals("23.05") ? bytes : installed;
    }

    /** What it brings: its texts, then links and filler that makes up for the rest of its size. */
    List<Item> items(Target target) {
        var items = new ArrayList<Item>();
        var texts = 0;
        for (var each : contents) {
            if (each.kind() == Content.Kind.TEXT) {
                var bytes = text(target, each.path());
                texts += bytes.length;
                items.add(new Item(each.path().substring(1), each.mode(), bytes, ""));
            }
        }
        for (var each : contents) {
            if (each.kind() != Content.Kind.TEXT) {
                var bytes = each.kind() == Content.Kind.FILLER ? filler(texts) : new byte[0];
                items.add(new Item(each.path().substring(1), each.mode(), bytes, each.target()));
            }
        }
        return items;
    }

    /** The text of a file inside: a release's own before the common one, which may bear the ending of a text besides its own. */
    private byte[] text(Target target, String path) {
        var common = ROOT + "files/" + name + path;
        var own = ROOT + "files-" + target.series() + "/" + name + path;
        var found = Stream.of(own, common, common + ".txt").filter(file -> PackageSpec.class.getResource(file) != null);
        return ImageFiles.bytes(found.findFirst().orElse(common));
    }

    /** Bytes that fill the disk as the installed size says and the package as its size says: noise, then zeros. */
    private byte[] filler(int texts) {
        var filler = new byte[Math.max(64, installed - texts)];
        var noise = new byte[Math.clamp(bytes - WRAPPING - texts / 2, 16, filler.length)];
        new Random(name.hashCode()).nextBytes(noise);
        System.arraycopy(noise, 0, filler, 0, noise.length);
        return filler;
    }

    /**
     * One thing inside a package.
     *
     * @param target of a link; empty otherwise
     */
    record Content(Kind kind, String path, int mode, String target) {
        enum Kind {
            /** A text of ours, kept as a resource. */
            TEXT,
            FILLER,
            LINK
        }
    }
}
