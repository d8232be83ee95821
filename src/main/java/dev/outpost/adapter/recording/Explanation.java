package dev.outpost.adapter.recording;

/** What a stranger who opens a recording reads first. */
final class Explanation {
    static final String TEXT = """
            This folder was written by: outpost probe --record DIR
            It holds one look at the USB modems of a computer, so that the look can be repeated without them:

              usb.json        the USB devices as the system showed them
              port-1.txt ...  each serial port: every byte both ways, with the time
              document.json   what the program concluded
              recording.json  which program, which system, which ports

            It is safe to send. Before anything was written, what names a person, a SIM or one single device was replaced by
            something of the same length: IMEI, IMSI, ICCID, phone numbers, names and messages of callers, USB serial numbers, MAC
            addresses, positions and cells, public addresses, PINs. What stayed: of an IMSI the country and the network, of an ICCID
            the issuer, of long numbers two digits at either end, and APNs. There is no name of a user or a computer in it. It
            is text: read it before you send it, and delete what you do not want to be seen.

            To see the same verdict again:  outpost probe --replay DIR
            """;

    private Explanation() {}

    static String port(String name) {
        return """
                # %s
                # ms since it was opened, what happened, bytes (\\r \\n \\xHH). sent: to the modem; heard: from it;
                # found: from it, and there already before the next question; quiet: waited, nothing came. Of held, refused, opened: ms since the look began.
                """.formatted(name);
    }
}
