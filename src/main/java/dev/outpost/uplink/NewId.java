package dev.outpost.uplink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An id that a kernel's drivers are told while they run.
 *
 * @param qmi the interface that qmi_wwan shall take; empty where only ports are wanted
 * @param ports option shall take the serial ports, which it does not by itself
 */
public record NewId(String vid, String pid, Optional<Integer> qmi, boolean ports) {
    /**
     * A device that every kernel since 4.4 lists with "raises DTR" in qmi_wwan: the new id gets what that one has (Linux
     * Documentation/ABI/testing/sysfs-bus-usb, new_id: idVendor idProduct bInterfaceClass refIdVendor refIdProduct).
     */
    static final String LIKE = " 1199 9071";

    public NewId {
        if (!vid.matches("[0-9a-f]{4}") || !pid.matches("[0-9a-f]{4}")) {
            throw new IllegalArgumentException("no ids: " + vid + ":" + pid);
        }
    }

    /** What the script on the router does, as a person would type it. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        qmi.ifPresent(number ->
                lines.add("echo " + vid + " " + pid + " ff" + LIKE + " > /sys/bus/usb/drivers/qmi_wwan/new_id"));
        if (ports) {
            lines.add("echo " + vid + " " + pid + " ff > /sys/bus/usb-serial/drivers/option1/new_id");
        }
        return lines;
    }

    /** For a verdict: "its id is told to the drivers at each start, ...". */
    String condition() {
        return "its id is told to the router's drivers at each start, as apply sets up (new_id): "
                + String.join(" ; ", lines());
    }
}
