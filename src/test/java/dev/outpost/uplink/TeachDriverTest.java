package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that hotplug runs, on real BusyBox ash in a folder that looks like sysfs; what the kernel would do the test does by hand. */
class TeachDriverTest {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");

    /** Loading a module makes its folders. */
    private static final String STAND_INS = """
            logger() { :; }
            modprobe() {
            	mkdir -p "$OUTPOST_ROOT/sys/bus/usb/drivers/$1"
            	case $1 in
            	option) folder=$OUTPOST_ROOT/sys/bus/usb-serial/drivers/option1 ;;
            	*) folder=$OUTPOST_ROOT/sys/bus/usb/drivers/$1 ;;
            	esac
            	mkdir -p "$folder"
            	[ -e "$folder/new_id" ] || : >"$folder/new_id"
            }
            """;

    @TempDir
    Path root;

    @BeforeEach
    void nl678() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "no BusyBox here: apt-get install busybox-static");
        write("devices/1-1/idVendor", "2cb7");
        write("devices/1-1/idProduct", "0109");
        port("1-1:1.0", "00", "00");
        port("1-1:1.1", "01", "00");
        port("1-1:1.2", "02", "ff");
        port("1-1:1.3", "03", "42");
        write("devices/1-2/idVendor", "0bda");
        write("devices/1-2/idProduct", "8812");
    }

    @Test
    void tellsBothDriversAndGivesEachItsOwn() throws IOException, InterruptedException {
        plugged("add");

        assertEquals("2cb7 0109 ff 1199 9071", read("drivers/qmi_wwan/new_id"));
        assertEquals("1-1:1.2", read("drivers/qmi_wwan/bind"));
        assertEquals("2cb7 0109 ff", serial());
        assertEquals("1-1:1.1", read("drivers/option/bind"));
    }

    @Test
    void putsRightWhatANewIdTookBesides() throws IOException, InterruptedException {
        plugged("add");
        write("drivers/qmi_wwan/new_id", "2cb7 0109");
        bound("1-1:1.0", "qmi_wwan");
        bound("1-1:1.1", "option");
        bound("1-1:1.2", "option");
        Files.delete(path("drivers/option/bind"));

        plugged("add");

        assertEquals("2cb7 0109", read("drivers/qmi_wwan/new_id"), "told once");
        assertEquals("1-1:1.2", read("drivers/option/unbind"));
        assertEquals("1-1:1.2", read("drivers/qmi_wwan/bind"));
        assertEquals("1-1:1.0", read("drivers/qmi_wwan/unbind"));
        assertEquals("1-1:1.0", read("drivers/option/bind"));
    }

    @Test
    void leavesAloneWhatWorks() throws IOException, InterruptedException {
        bound("1-1:1.0", "option");
        bound("1-1:1.1", "option");
        bound("1-1:1.2", "qmi_wwan");

        plugged("add");

        assertTrue(Files.notExists(path("drivers/qmi_wwan/new_id")));
        assertTrue(Files.notExists(path("drivers/qmi_wwan/bind")));
        assertTrue(Files.notExists(path("drivers/option/unbind")));
    }

    @Test
    void doesNothingWhenADongleGoesOrAnotherComes() throws IOException, InterruptedException {
        plugged("remove");
        write("devices/1-1/idProduct", "0104");
        plugged("add");

        assertTrue(Files.notExists(path("drivers")));
    }

    @Test
    void takesNothingFromQmiWhereOnlyPortsAreWanted() throws IOException, InterruptedException {
        bound("1-1:1.2", "qmi_wwan");

        plugged("add", Optional.empty());

        assertEquals("2cb7 0109 ff", serial());
        assertEquals("1-1:1.1", read("drivers/option/bind"));
        assertTrue(Files.notExists(path("drivers/qmi_wwan/unbind")));
    }

    private void plugged(String action) throws IOException, InterruptedException {
        plugged(action, Optional.of(2));
    }

    private void plugged(String action, Optional<Integer> qmi) throws IOException, InterruptedException {
        var text = new TeachDriver(new KernelCheck.NewId("2cb7", "0109", qmi, true))
                .file()
                .text();
        var script = root.resolve("30-outpost-id");
        Files.writeString(script, STAND_INS + text);
        var ash = new ProcessBuilder(BUSYBOX.toString(), "ash", "-c", "set -u; . " + script + "; echo over")
                .redirectErrorStream(true);
        ash.environment().put("ACTION", action);
        ash.environment().put("OUTPOST_ROOT", root.toString());
        var process = ash.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        assertEquals("over\n", said, "it says nothing, and hotplug goes on");
    }

    private void port(String name, String number, String subclass) throws IOException {
        write("devices/" + name + "/bInterfaceClass", "ff");
        write("devices/" + name + "/bInterfaceSubClass", subclass);
        write("devices/" + name + "/bInterfaceNumber", number);
    }

    private void bound(String name, String driver) throws IOException {
        var folder = Files.createDirectories(path("drivers/" + driver));
        Files.createSymbolicLink(path("devices/" + name + "/driver"), folder);
    }

    private Path path(String below) {
        return root.resolve("sys/bus/usb/" + below);
    }

    private void write(String below, String text) throws IOException {
        Files.createDirectories(path(below).getParent());
        Files.writeString(path(below), text + "\n");
    }

    private String read(String below) throws IOException {
        return Files.readString(path(below)).strip();
    }

    private String serial() throws IOException {
        return Files.readString(root.resolve("sys/bus/usb-serial/drivers/option1/new_id"))
                .strip();
    }
}
