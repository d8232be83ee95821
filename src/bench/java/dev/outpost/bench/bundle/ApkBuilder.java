package dev.outpost.bench.bundle;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.adb.ApkFile;
import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.bundle.PackageSpec.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@code .apk} files in the format of apk-tools 3. Nobody signs them. The same bytes every time. */
final class ApkBuilder implements PackageBuilder {
    private static final String SCRIPT = "#!/bin/sh\nexit 0\n";

    private final Target target;

    ApkBuilder(Target target) {
        this.target = target;
    }

    /** No architecture in it. */
    @Override
    public String fileName(PackageSpec spec) {
        return spec.name() + "-" + spec.version() + ".apk";
    }

    @Override
    public byte[] build(PackageSpec spec) throws IOException {
        var items = new ArrayList<ApkFile.Item>();
        int texts = 0;
        for (var each : spec.contents()) {
            if (each instanceof Content.Text text) {
                var bytes = PackageList.text(target, spec.name(), text.path());
                texts += bytes.length;
                items.add(file(text.path(), text.mode(), bytes));
            }
        }
        for (var each : spec.contents()) {
            if (each instanceof Content.Filler filler) {
                items.add(file(filler.path(), filler.mode(), Filling.of(spec, texts)));
            } else if (each instanceof Content.Link link) {
                items.add(new ApkFile.Item(link.path().substring(1), 0777, new byte[0], link.target()));
            }
        }
        var list = new StringBuilder();
        items.forEach(item -> list.append('/').append(item.path()).append('\n'));
        items.add(file(
                "/lib/apk/packages/" + spec.name() + ".list",
                0644,
                list.toString().getBytes(StandardCharsets.UTF_8)));
        var scripts = Map.of("post-install", SCRIPT, "pre-deinstall", SCRIPT);
        return new ApkFile(info(spec), items, scripts).bytes(Optional.empty());
    }

    private static ApkFile.Item file(String path, int mode, byte[] bytes) {
        return new ApkFile.Item(path.substring(1), mode, bytes, "");
    }

    private ApkInfo info(PackageSpec spec) {
        return new ApkInfo(
                spec.name(),
                spec.version(),
                "",
                "A synthetic package of the virtual bench.",
                target.architecture(),
                "GPL-2.0",
                spec.name(),
                0,
                spec.installed(),
                wishes(spec.depends()),
                wishes(spec.provides()));
    }

    /** Kernel packages are tied to the exact build. */
    private List<ApkDependency> wishes(List<String> names) {
        return names.stream()
                .map(name -> ApkDependency.of(name.equals("kernel") ? "kernel=" + target.kernel() : name))
                .toList();
    }
}
