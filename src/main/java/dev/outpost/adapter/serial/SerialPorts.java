package dev.outpost.adapter.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Opens {@code tcp:HOST:PORT} as TCP and everything else as a serial port of this computer. */
public final class SerialPorts implements AtPorts {
    private static final String TCP = "tcp:";
    private static final int BAUD = 115_200;

    @Override
    public AtPort open(String name) throws PortRefused {
        return name.startsWith(TCP) ? TcpPort.open(name, name.substring(TCP.length())) : serial(name);
    }

    private static AtPort serial(String name) throws PortRefused {
        refuseWhatCannotOpen(name);
        try {
            NativeLibrary.prepare();
            var port = SerialPort.getCommPort(name);
            port.setComPortParameters(BAUD, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
            port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
            if (!port.openPort(0)) {
                throw refused(name, port.getLastErrorCode());
            }
            // a pseudo terminal has no such lines and says so: no reason to stop
            port.setDTR();
            port.setRTS();
            return new SerialLine(name, port);
        } catch (SerialPortInvalidPortException e) {
            throw new PortRefused(Reason.MISSING, "there is no port " + name);
        } catch (LinkageError e) {
            throw new PortRefused(
                    Reason.FAILED,
                    "the serial library does not load on this system: " + SystemWords.of(firstLine(e.getMessage())));
        }
    }

    private static void refuseWhatCannotOpen(String name) throws PortRefused {
        var node = Path.of(name);
        if (!node.isAbsolute()) {
            return;
        }
        if (!Files.exists(node)) {
            throw new PortRefused(Reason.MISSING, "there is no port " + name);
        }
        if (Files.isDirectory(node) || Files.isRegularFile(node)) {
            throw new PortRefused(Reason.FAILED, name + " is no serial port");
        }
        if (!Files.isReadable(node) || !Files.isWritable(node)) {
            throw new PortRefused(Reason.DENIED, "no permission for " + name);
        }
    }

    private static PortRefused refused(String name, int errno) {
        return switch (errno) {
            case 16, 11 -> new PortRefused(Reason.BUSY, "another program holds " + name);
            case 13, 1 -> new PortRefused(Reason.DENIED, "no permission for " + name);
            case 2, 6, 19 -> new PortRefused(Reason.MISSING, name + " is gone");
            default ->
                new PortRefused(Reason.FAILED, name + " cannot be opened as a serial port (error " + errno + ")");
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unknown reason" : message.lines().findFirst().orElse("");
    }

    /**
     * A serial port. jSerialComm's manners, as measured: after a hang-up reads return -1 and writes 0 while {@code isOpen()} stays true; a write
     * to a full buffer never returns in any mode until another thread closes the port.
     */
    private static final class SerialLine implements AtPort {
        private static final int CHUNK = 1024;

        private final String name;
        private final SerialPort port;
        private final AtomicBoolean closed = new AtomicBoolean();

        SerialLine(String name, SerialPort port) {
            this.name = name;
            this.port = port;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            var written = port.writeBytes(bytes, bytes.length);
            if (written != bytes.length) {
                throw gone();
            }
        }

        @Override
        public byte[] read(Duration wait) throws IOException {
            if (closed.get()) {
                throw gone();
            }
            var waiting = port.bytesAvailable();
            if (waiting < 0) {
                throw gone();
            }
            if (waiting == 0 && wait.isZero()) {
                return new byte[0];
            }
            // 0 would mean for ever
            var millis = Math.clamp(wait.toMillis(), 1, 60_000);
            port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
            var bytes = new byte[CHUNK];
            var count = port.readBytes(bytes, waiting > 0 ? Math.min(waiting, CHUNK) : CHUNK);
            if (count < 0) {
                throw gone();
            }
            return Arrays.copyOf(bytes, count);
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                port.closePort();
            }
        }

        private IOException gone() {
            return new IOException(name + " is gone: unplugged, or the dongle was reset");
        }
    }

    /**
     * Puts jSerialComm's native library where nobody else can touch it. By itself it would unpack to a folder of mode 0777 under the common temp
     * folder and load whatever valid library lies there: a local hole on a shared laptop.
     */
    private static final class NativeLibrary {
        private static final String PROPERTY = "jSerialComm.library.path";

        private static boolean prepared;

        private NativeLibrary() {}

        /** Before the first use of any class of jSerialComm. */
        static synchronized void prepare() {
            if (prepared || System.getProperty(PROPERTY) != null) {
                return;
            }
            prepared = true;
            resource().ifPresent(NativeLibrary::unpack);
        }

        private static Optional<String> resource() {
            var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
            if (os.contains("linux")) {
                return folder(arch).map(folder -> "Linux/" + folder + "/libjSerialComm.so");
            }
            if (os.contains("mac")) {
                return Optional.of("OSX/" + (arch.equals("aarch64") ? "aarch64" : "x86_64") + "/libjSerialComm.jnilib");
            }
            return Optional.empty();
        }

        /** Of jSerialComm 2.11, by os.arch. */
        private static Optional<String> folder(String arch) {
            return switch (arch) {
                case "amd64", "x86_64" -> Optional.of("x86_64");
                case "aarch64" -> Optional.of("armv8_64");
                case "x86", "i386" -> Optional.of("x86");
                case "ppc64le" -> Optional.of("ppc64le");
                default -> Optional.empty();
            };
        }

        private static void unpack(String resource) {
            try (var library = NativeLibrary.class.getResourceAsStream("/" + resource)) {
                if (library == null) {
                    return;
                }
                // created with mode 0700
                var folder = Files.createTempDirectory("outpost-serial-");
                var file = folder.resolve(Path.of(resource).getFileName());
                folder.toFile().deleteOnExit();
                Files.copy(library, file);
                file.toFile().deleteOnExit();
                System.setProperty(PROPERTY, folder.toString());
            } catch (IOException e) {
                // without a place to write jSerialComm looks for one itself, and says so where it finds none
                return;
            }
        }
    }
}
