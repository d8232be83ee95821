package dev.outpost.bench.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index: what a folder of packages holds.
 *
 * @param isTrusted whether one of the keys signed it
 */
public record ApkIndexFile(List<ApkInfo> packages, boolean isTrusted) {
    public ApkIndexFile {
        packages = List.copyOf(packages);
    }

    public static byte[] bytes(List<ApkInfo> packages, Optional<String> key) {
        var writer = new AdbWriter();
        var items = packages.stream().map(info -> info.write(writer)).toList();
        return writer.file("indx", writer.object(AdbWriter.NULL, writer.array(items)), key, List.of());
    }

    /** @throws IOException with apk's words for what is wrong */
    public static ApkIndexFile parse(byte[] bytes, List<String> keys) throws IOException {
        var file = ApkFile.opened(bytes, "indx");
        var packages = new ArrayList<ApkInfo>();
        for (var item : file.root().field(2).items()) {
            packages.add(ApkInfo.read(item, "", 0));
        }
        return new ApkIndexFile(packages, ApkFile.isSigned(file, keys));
    }
}
