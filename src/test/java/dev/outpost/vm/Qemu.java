package dev.outpost.vm;

import java.io.File;
import java.io.IOException;
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
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM)));
    }

    /** Where the kernel's messages go. */
    Path console() {
        return folder.resolve("console.log");
    }

    Process start() throws IOException {
        return new ProcessBuilder(words())
                .directory(folder.toFile()) // no path of this computer is named: one with a blank would be cut
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
    }

    private List<String> words() {
        var words = new ArrayList<String>(List.of(PROGRAM, "-append", APPEND, "-netdev", network()));
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
