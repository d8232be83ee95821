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

            Read it before you send it, and delete what you do not want to be seen: it is text, but nobody can promise that a
            program knows every way in which a modem says who you are. Before anything was written, this was covered:

              what a modem said that is on no list of harmless answers, whole: letters became x, digits 0
              IMEI, MEID, IMSI, ICCID, serial and phone numbers, wherever they stand and however they are written
              names, messages, phone books and codes of callers; PINs; passwords
              positions, cells and areas; addresses but for their kind; MAC addresses
              USB serial numbers, names of owners in USB names, names of hosts and folders in port names

            The same secret has the same cover of the same length everywhere. What stayed readable: maker, model and firmware;
            registration, signal, band and channel; the network's name and number; APNs; of an IMSI the country and the network, of
            an ICCID the issuer, of other long numbers two digits at either end; whether an address is private, shared or public; the
            names of the program, the system and of programs that held a port.

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
