package dev.outpost.dongle;

/**
 * A disk as the storage driver sees it behind a USB interface.
 *
 * @param type peripheral device type of SPC: 0 a disk, 5 a CD-ROM
 * @param vendor of the INQUIRY answer
 * @param model likewise
 */
public record ScsiUnit(int type, String vendor, String model) {}
