package dev.outpost.camera;

import java.util.Optional;

/** What is known of a camera's firmware. What is not known is not clean. */
public sealed interface FirmwareAnswer {
    /** Cameras say it in two kilobytes. */
    int LONGEST = 64 << 10;

    /** It says what it runs and when that was built. */
    record Told(Firmware firmware) implements FirmwareAnswer {}

    /**
     * Nobody knows: it could not be asked, it did not answer, or its answer holds no day.
     *
     * @param because in words
     */
    record Unknown(String because) implements FirmwareAnswer {}

    /** Reads ISAPI's DeviceInfo; without the day of its build it can be compared with nothing. */
    static FirmwareAnswer of(byte[] deviceInfo) {
        if (deviceInfo.length > LONGEST) {
            return new Unknown("its answer has " + deviceInfo.length + " bytes");
        }
        return of(Firmware.parse(deviceInfo));
    }

    /** Reads ONVIF's GetDeviceInformation. */
    static FirmwareAnswer of(Xml told) {
        return of(Firmware.parse(told));
    }

    private static FirmwareAnswer of(Optional<Firmware> firmware) {
        if (firmware.isEmpty()) {
            return new Unknown("its answer does not say what it runs");
        }
        return firmware.get().build().isPresent()
                ? new Told(firmware.get())
                : new Unknown("it says " + firmware.get().version() + ", but not on which day that was built");
    }
}
