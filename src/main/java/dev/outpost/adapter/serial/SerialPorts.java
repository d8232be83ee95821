package dev.outpost.adapter.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    Reason.FAILED, "the serial library does not load on this system: " + firstLine(e.getMessage()));
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
}
