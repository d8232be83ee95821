package dev.outpost.adapter.recording;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of ports without the names of people and computers that a path or an address may hold. */
final class RedactedNames {
    private static final Pattern HARMLESS = Pattern.compile(
            "/dev/(?:tty[A-Z]{0,8}\\d{1,3}|cdc-wdm\\d{1,3}|wwan\\d{1,2}[a-z]{2,6}\\d{1,2}|pts/\\d{1,5}|cu[aA-]?[A-Z]?\\d{1,3})|COM\\d{1,3}");
    private static final Pattern BY_ID = Pattern.compile("/dev/serial/[A-Za-z0-9_./:-]{1,200}");
    private static final Pattern SERIAL = Pattern.compile("_([A-Za-z0-9.:]*[0-9][A-Za-z0-9.:]*)(?:-if[0-9]{2})");
    private static final Pattern TCP = Pattern.compile("tcp:(.+):(\\d{1,5})");
    private static final Pattern NEAR = Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?|192\\.0\\.2\\.\\d+");

    private final Disguise disguise;
    private final Set<String> taken = new HashSet<>();

    RedactedNames(Disguise disguise) {
        this.disguise = disguise;
    }

    /** What stands for a port's name, everywhere from now on. */
    String learn(String name) {
        var by = unique(plain(name));
        taken.add(by);
        disguise.replace(name, by);
        return by;
    }

    private String plain(String name) {
        var tcp = TCP.matcher(name);
        if (tcp.matches()) {
            return NEAR.matcher(tcp.group(1)).matches() ? name : far(tcp.group(1), tcp.group(2));
        }
        if (HARMLESS.matcher(name).matches()) {
            return name;
        }
        if (BY_ID.matcher(name).matches()) {
            return withoutSerial(disguise.words(name));
        }
        var last = "/dev/" + name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return HARMLESS.matcher(last).matches() ? last : "/dev/port";
    }

    /** {@code usb-MAKER_MODEL_SERIAL-if00}: udev puts the device's own number last, however short it is. */
    private static String withoutSerial(String name) {
        var serial = SERIAL.matcher(name);
        if (!serial.find()) {
            return name;
        }
        var cover = new Redactor(name);
        cover.rest(new Span(serial.start(1), serial.end(1)));
        return cover.toString();
    }

    /** Problems name the host without the word before it. */
    private String far(String host, String port) {
        disguise.replace(host + ":" + port, "192.0.2.1:" + port);
        return "tcp:192.0.2.1:" + port;
    }

    private String unique(String wanted) {
        var name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }
}
