package dev.outpost.bench.adb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index: what a folder of packages holds.
 *
 * @param isTrusted whether one of the keys signed it
 */
public record ApkIndex(List<ApkInfo> packages, boolean isTrusted) {
    public ApkIndex {
        packages = List.copyOf(packages);
    }

    /** As a file, signed if there is a key. */
    public static byte[] bytes(List<ApkInfo> packages, Optional<String> key) throws IOException {
        var writer = new AdbWriter();
        var items = new ArrayList<Integer>();
        packages.forEach(info -> items.add(InfoFields.write(writer, info)));
        var values = writer.finish(writer.object(AdbWriter.NULL, writer.array(items)));
        return new AdbFile("indx", values, key.map(each -> AdbFile.sign(each, values)), List.of()).bytes();
    }

    /** @throws IOException with apk's words for what is wrong */
    public static ApkIndex parse(byte[] bytes, List<String> keys) throws IOException {
        var file = AdbFile.parse(bytes);
        if (!file.schema().equals("indx")) {
            throw new IOException("ADB schema error");
        }
        var packages = new ArrayList<ApkInfo>();
        for (var item : file.root().field(2).items()) {
            packages.add(InfoFields.read(item, "", 0));
        }
        return new ApkIndex(packages, keys.stream().anyMatch(file::isSignedBy));
    }
}
