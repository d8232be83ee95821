package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** {@code zcat} of files, or of its standard input. */
final class Zcat implements Program {
    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var options = new Options(call.words(), "f");
        return Inputs.each(call, options.operands(), "can't open '%s'", (name, in) -> {
            try (var packed = new GZIPInputStream(in)) {
                packed.transferTo(call.out());
            } catch (ZipException | java.io.EOFException e) {
                call.fail("invalid magic");
            }
        });
    }
}
