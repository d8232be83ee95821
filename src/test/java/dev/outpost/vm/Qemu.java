package dev.outpost.vm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of the virtual machine: software emulation, because a {@code /dev/kvm} that opens may still never boot a kernel; no
 * network but two ports of this test; the computer's own files, read-only.
 *
 * @param folder with kernel and initramfs, as {@code scripts/vm-kernel} makes them
 * @param usb loopback port of the USB/IP server
 * @param work loopback port where scripts are handed out
 */
record Qemu(Path folder, int usb, int work) {
    private static final String PROGRAM = "qemu-system-x86_64";
    private static final String APPEND =
            "console=ttyS0 quiet panic=-1 edd=off mitigations=off audit=0 random.trust_cpu=on" + " rdinit=/init.sh";

    static boolean isInstalled() {
        return isInstalled(PROGRAM);
    }

    static boolean isInstalled(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /** Where the kernel's messages go. */
    Path console() {
        return folder.resolve("console.log");
    }

    Process start() throws IOException {
        return start(folder, words());
    }

    /**
     * Starts QEMU.
     *
     * @param folder where it runs; no path of this computer is named: one with a blank would be cut
     * @param words what stands behind the program
     */
    static Process start(Path folder, List<String> words) throws IOException {
        var line = new ArrayList<>(List.of(PROGRAM));
        line.addAll(words);
        return new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
    }

    /**
     * Makes ready what a machine boots.
     *
     * @param script of the checkout; it prints the folder
     * @throws IOException it did not get what it needs; in its own words
     */
    static Path made(String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder(script).start();
        var folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        var complaint = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(script + " made nothing to boot: " + complaint.strip());
        }
        return Path.of(folder);
    }

    private List<String> words() {
        var words = new ArrayList<String>(List.of("-append", APPEND, "-netdev", network()));
        for (var line : List.of(
                "-accel tcg,thread=multi,tb-size=512 -cpu max -smp 2 -m 768 -nodefaults -display none -no-reboot",
                "-kernel vmlinux -initrd initramfs -serial file:console.log",
                "-device virtio-net-pci,netdev=lan,romfile= -device virtio-rng-pci",
                "-virtfs local,path=/,mount_tag=hostroot,security_model=none,readonly=on,multidevs=remap",
                "-virtfs local,path=..,mount_tag=target,security_model=none,readonly=on,multidevs=remap")) {
            words.addAll(List.of(line.split(" ")));
        }
        return words;
    }

    private String network() {
        return "user,id=lan,ipv6=off,restrict=on" + forward(3240, usb) + forward(3241, work);
    }

    /** One process a connection: the only way of QEMU to forward more than one connection out of a closed network. */
    private String forward(int inside, int outside) {
        return ",guestfwd=tcp:10.0.2.100:" + inside + "-cmd:tree/bin/busybox nc 127.0.0.1 " + outside;
    }
}
