package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.Program;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** {@code tar} with x, t, and f, z, O: it only unpacks. */
final class Tar implements Program {

    @Override
    public int run(Call call) {
        var options = new Options(call.words(), "xtzOf:");
        String file = options.value('f', "-");
        try (var raw = new BufferedInputStream(Inputs.open(call, file));
                var tar = new TarArchiveInputStream(unpacked(raw, options))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (wanted(entry.getName(), options.operands())) {
                    one(call, options, tar, entry);
                }
            }
            return 0;
        } catch (FileError error) {
            return call.fail(
                    (error.errno() == Errno.ENOSPC ? "write error: " : "can't open '" + file + "': ") + error.words());
        } catch (IOException broken) {
            return call.fail("short read");
        }
    }

    private static InputStream unpacked(BufferedInputStream raw, Options options) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip || options.has('z') ? new GZIPInputStream(raw) : raw;
    }

    private static boolean wanted(String name, List<String> operands) {
        String plain = name.replaceFirst("^\\./", "") + "/";
        return operands.isEmpty()
                || operands.stream().anyMatch(operand -> plain.startsWith(operand.replaceFirst("^\\./", "") + "/"));
    }

    private static void one(Call call, Options options, TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        if (options.has('t')) {
            call.say(entry.getName());
            return;
        }
        if (options.has('O')) {
            tar.transferTo(call.out());
            return;
        }
        String path = call.path(entry.getName().replaceFirst("^/+", ""));
        if (List.of(path.split("/")).contains("..")) {
            throw new FileError(Errno.EINVAL, path);
        }
        extract(call, tar, entry, path);
    }

    private static void extract(Call call, TarArchiveInputStream tar, TarArchiveEntry entry, String path)
            throws IOException {
        var files = call.files();
        if (entry.isDirectory()) {
            files.makeFolders(path);
            return;
        }
        files.makeFolders(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
        if (files.linkStat(path).isPresent()) {
            files.remove(path);
        }
        if (entry.isSymbolicLink()) {
            files.symlink(entry.getLinkName(), path);
            return;
        }
        try (var out = files.openWrite(path, false, entry.getMode() & 0777)) {
            tar.transferTo(out);
        }
        files.setModified(path, entry.getLastModifiedDate().toInstant());
    }
}
