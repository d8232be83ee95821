package dev.outpost.bench.bundle;

import dev.outpost.bench.bundle.PackageSpec.Content;
import dev.outpost.bench.bundle.PackageSpec.Content.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads {@code packages.txt}: see its head for the lines. */
final class PackageList {
    private static final String ROOT = "/dev/outpost/bench/packages/";

    private PackageList() {}

    /** Those of 24.10, with what is otherwise in another release: see the head of {@code packages-25.12.txt}. */
    static List<PackageSpec> read(Target target) throws IOException {
        var specs = new ArrayList<PackageSpec>();
        for (var words : lines("packages.txt")) {
            add(specs, words, target);
        }
        specs.replaceAll(spec -> spec.name().startsWith("kmod-") ? spec.withVersion(target.moduleVersion()) : spec);
        if (!target.series().equals("24.10")) {
            for (var words : lines("packages-" + target.series() + ".txt")) {
                add(specs, words, target);
            }
        }
        return specs;
    }

    private static List<String[]> lines(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+"))
                .toList();
    }

    private static void add(List<PackageSpec> specs, String[] words, Target target) {
        switch (words[0]) {
            case "package" -> specs.add(spec(words));
            case "version" -> change(specs, words[1], spec -> spec.withVersion(words[2]));
            case "depends" -> change(specs, words[1], spec -> spec.withDepends(List.of(words[2].split(","))));
            case "rename" ->
                specs.replaceAll(spec -> spec.withDepends(spec.depends().stream()
                        .map(name -> name.equals(words[1]) ? words[2] : name)
                        .toList()));
            case "provides" -> change(specs, words[1], spec -> spec.withProvides(List.of(words[2].split(","))));
            default -> specs.set(specs.size() - 1, with(specs.getLast(), content(words, target)));
        }
    }

    private static void change(List<PackageSpec> specs, String name, UnaryOperator<PackageSpec> change) {
        specs.replaceAll(spec -> spec.name().equals(name) ? change.apply(spec) : spec);
    }

    private static PackageSpec spec(String[] words) {
        return new PackageSpec(
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                List.of(words[5].split(",")),
                List.of(),
                List.of());
    }

    private static PackageSpec with(PackageSpec spec, Content more) {
        var all = new ArrayList<>(spec.contents());
        all.add(more);
        return spec.withContents(all);
    }

    private static Content content(String[] words, Target target) {
        return switch (words[0]) {
            case "file" -> new Content(Kind.TEXT, words[1], Integer.parseInt(words[2], 8), "");
            case "binary" -> new Content(Kind.FILLER, words[1], Integer.parseInt(words[2], 8), "");
            case "link" -> new Content(Kind.LINK, words[1], 0777, words[2]);
            case "module" -> new Content(Kind.FILLER, target.modules() + "/" + words[1] + ".ko", 0644, "");
            default -> throw new IllegalArgumentException("not a line of packages.txt: " + String.join(" ", words));
        };
    }

    /** The text of a file inside a package: a release's own before the common one, which may bear the ending of a text besides its own. */
    static byte[] text(Target target, String packageName, String path) throws IOException {
        var own = "files-" + target.series() + "/" + packageName + path;
        var common = "files/" + packageName + path;
        return resource(Stream.of(own, common, common + ".txt")
                .filter(name -> PackageList.class.getResource(ROOT + name) != null)
                .findFirst()
                .orElse(common));
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
