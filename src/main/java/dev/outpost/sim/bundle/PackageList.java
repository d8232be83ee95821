package dev.outpost.sim.bundle;

import dev.outpost.sim.bundle.PackageSpec.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code packages.txt}: see its head for the lines. */
final class PackageList {
    private static final String ROOT = "/dev/outpost/sim/packages/";

    private PackageList() {}

    static List<PackageSpec> read(Target target) throws IOException {
        var specs = new ArrayList<PackageSpec>();
        for (var line : new String(resource("packages.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var words = line.strip().split("\\s+");
            if (words[0].equals("package")) {
                specs.add(spec(words));
            } else {
                specs.set(specs.size() - 1, with(specs.getLast(), contents(words, target)));
            }
        }
        return specs;
    }

    private static PackageSpec spec(String[] words) {
        return new PackageSpec(
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                List.of(words[5].split(",")),
                List.of());
    }

    private static PackageSpec with(PackageSpec spec, List<Content> more) {
        var all = new ArrayList<>(spec.contents());
        all.addAll(more);
        return new PackageSpec(spec.name(), spec.version(), spec.bytes(), spec.installed(), spec.depends(), all);
    }

    private static List<Content> contents(String[] words, Target target) {
        return switch (words[0]) {
            case "file" -> List.of(new Content.Text(words[1], Integer.parseInt(words[2], 8)));
            case "binary" -> List.of(new Content.Filler(words[1], Integer.parseInt(words[2], 8)));
            case "link" -> List.of(new Content.Link(words[1], words[2]));
            case "module" -> List.of(new Content.Filler(target.modules() + "/" + words[1] + ".ko", 0644));
            default -> throw new IllegalArgumentException("not a line of packages.txt: " + String.join(" ", words));
        };
    }

    /** The text of a file inside a package. */
    static byte[] text(String packageName, String path) throws IOException {
        return resource("files/" + packageName + path);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = PackageList.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IOException("the program's own file is missing: " + ROOT + name);
            }
            return in.readAllBytes();
        }
    }
}
