package dev.outpost.bench.router.usb;

import dev.outpost.bench.dongle.UsbInterface;
import java.util.Optional;

/**
 * Kernel drivers for modems, the package that brings each, and which interfaces it takes.
 *
 * <p>Class numbers from usb-modems.json of the facts; ff/02/16 is Huawei's NCM, ff/02/10 and ff/02/12 its serial ports.
 */
enum Driver {
    OPTION("option", "kmod-usb-serial-option"),
    QCSERIAL("qcserial", "kmod-usb-serial-qualcomm"),
    HUAWEI_CDC_NCM("huawei_cdc_ncm", "kmod-usb-net-huawei-cdc-ncm"),
    CDC_MBIM("cdc_mbim", "kmod-usb-net-cdc-mbim"),
    QMI_WWAN("qmi_wwan", "kmod-usb-net-qmi-wwan"),
    CDC_NCM("cdc_ncm", "kmod-usb-net-cdc-ncm"),
    CDC_ETHER("cdc_ether", "kmod-usb-net-cdc-ether"),
    RNDIS_HOST("rndis_host", "kmod-usb-net-rndis"),
    CDC_ACM("cdc_acm", "kmod-usb-acm"),
    USB_STORAGE("usb-storage", "kmod-usb-storage");

    private final String module;
    private final String packageName;

    Driver(String module, String packageName) {
        this.module = module;
        this.packageName = packageName;
    }

    String module() {
        return module;
    }

    String packageName() {
        return packageName;
    }

    /** The driver that would take the interface, as the dongle's data file says. */
    static Optional<Driver> of(UsbInterface usb) {
        for (var driver : values()) {
            if (usb.driver().filter(driver.module::equals).isPresent()) {
                return Optional.of(driver);
            }
        }
        return Optional.empty();
    }
}
