package dev.outpost.vm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A virtual machine that runs scripts for a test. Its workers connect from inside, and each connection takes one script. */
final class VirtualMachine implements AutoCloseable {
    /** A boot takes 4 s on an idle machine of two cores. */
    private static final Duration BOOT = Duration.ofSeconds(90);

    /** The slowest script, a probe, takes 8 s on an idle machine. */
    private static final Duration SCRIPT = Duration.ofMinutes(2);

    /** What a script printed, errors among it, and its exit status. */
    record Result(int status, String text) {}

    private final Qemu qemu;
    private final Process process;
    private final ServerSocket work;
    private final BlockingQueue<Socket> workers = new LinkedBlockingQueue<>();
    private final Thread hook = new Thread(this::kill);

    private VirtualMachine(Qemu qemu, ServerSocket work) throws IOException {
        this.qemu = qemu;
        this.work = work;
        this.process = qemu.start();
        Runtime.getRuntime().addShutdownHook(hook);
        Thread.ofVirtual().name("workers").start(this::accept);
    }

    /**
     * Boots.
     *
     * @param usb loopback port of the USB/IP server
     * @throws IOException the kernel is not there, QEMU does not start
     */
    static VirtualMachine boot(int usb) throws IOException, InterruptedException {
        var folder = Qemu.made("scripts/vm-kernel");
        var work = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        var machine = new VirtualMachine(new Qemu(folder, usb, work.getLocalPort()), work);
        try {
            machine.give("true", BOOT);
            return machine;
        } catch (IOException e) {
            machine.close();
            throw e;
        }
    }

    private void accept() {
        while (!work.isClosed()) {
            try {
                workers.add(work.accept());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** Runs one line of BusyBox shell inside. */
    Result run(String script) throws IOException, InterruptedException {
        return give(script, SCRIPT);
    }

    /** Starts a script whose lines are read as they come. */
    Following follow(String script) throws IOException, InterruptedException {
        var worker = worker(SCRIPT);
        worker.setSoTimeout((int) SCRIPT.toMillis());
        worker.getOutputStream().write((script + "\n").getBytes(StandardCharsets.UTF_8));
        return new Following(
                worker, new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** A script that runs. */
    record Following(Socket worker, BufferedReader lines) implements AutoCloseable {
        /** Whether such a line comes in this time; a program that talks on and on is no reason to wait for ever. */
        boolean comesWithin(Duration limit, String pattern) throws IOException {
            var wanted = Pattern.compile(pattern);
            var end = System.nanoTime() + limit.toNanos();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (wanted.matcher(line).find()) {
                    return true;
                }
                if (System.nanoTime() - end > 0) {
                    return false;
                }
            }
            throw new IOException("the script ended before a line with " + pattern);
        }

        /** Reads on to the first line in which this pattern is found. */
        String await(String pattern) throws IOException {
            var wanted = Pattern.compile(pattern);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (wanted.matcher(line).find()) {
                    return line;
                }
            }
            throw new IOException("the script ended before a line with " + pattern);
        }

        @Override
        public void close() throws IOException {
            worker.close();
        }
    }

    private Result give(String script, Duration most) throws IOException, InterruptedException {
        try (var worker = worker(most)) {
            worker.setSoTimeout((int) most.toMillis());
            worker.getOutputStream().write((script + "\n").getBytes(StandardCharsets.UTF_8));
            return result(new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Socket worker(Duration most) throws IOException, InterruptedException {
        var worker = workers.poll(most.toSeconds(), TimeUnit.SECONDS);
        if (worker == null) {
            throw new IOException("no worker came in " + most + "; the machine's last words: " + lastWords());
        }
        return worker;
    }

    private Result result(String said) throws IOException {
        int at = said.lastIndexOf("status=");
        if (at < 0) {
            throw new IOException("a worker died after '" + said + "'; the machine's last words: " + lastWords());
        }
        return new Result(
                Integer.parseInt(said.substring(at + "status=".length()).strip()), said.substring(0, at));
    }

    /** The end of what kernel and init printed. */
    String lastWords() throws IOException {
        var all = Files.readString(qemu.console(), StandardCharsets.ISO_8859_1);
        return all.substring(Math.max(0, all.length() - 2_000));
    }

    private void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        work.close();
        for (var worker : workers) {
            worker.close();
        }
    }
}
