package dev.outpost.field;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Debian's static BusyBox without the applets that OpenWrt's has not.
 *
 * <p>Its ash runs every applet that is compiled in, whether a file of that name is there or not. So the sorted table of names in the
 * binary is changed: an applet that shall be missing gets a name that nobody calls and that keeps the order.
 */
public final class LimitedBusyBox {
    /** The table's beginning. */
    private static final String FIRST = "\0[\0[[\0";

    private final byte[] binary;
    private final Set<String> wanted;

    private LimitedBusyBox(byte[] binary, Set<String> wanted) {
        this.binary = binary.clone();
        this.wanted = wanted;
    }

    /**
     * The binary with only these applets.
     *
     * @throws IllegalStateException when it is not built as Debian's is
     */
    public static byte[] of(byte[] binary, Set<String> wanted) {
        var limited = new LimitedBusyBox(binary, wanted);
        limited.limit();
        return limited.binary;
    }

    /** The applets of a binary, in the order of its table. */
    public static List<String> applets(byte[] binary) {
        return new LimitedBusyBox(binary, Set.of()).names(table(binary));
    }

    private void limit() {
        var at = table(binary);
        var names = names(at);
        var before = "";
        for (var index = 0; index < names.size(); index++) {
            var name = names.get(index);
            if (!wanted.contains(name)
                    && name.length() > 1) { // "w" stays: there is no other name of one letter between its neighbours
                name = hidden(name, before, keptBehind(names, index), names);
                System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, binary, at, name.length());
            }
            before = name;
            at += name.length() + 1;
        }
    }

    private String keptBehind(List<String> names, int index) {
        return names.stream().skip(index).filter(wanted::contains).findFirst().orElse("\u007f");
    }

    /** The first name of that length behind {@code before}, which is no applet's. */
    private static String hidden(String name, String before, String behind, List<String> names) {
        var candidate = before;
        do {
            candidate = next(candidate, name.length());
        } while (names.contains(candidate));
        if (candidate.compareTo(before) <= 0 || candidate.compareTo(behind) >= 0) {
            throw new IllegalStateException("the applet " + name + " cannot be hidden before " + behind);
        }
        return candidate;
    }

    private static String next(String before, int length) {
        if (before.length() < length) {
            return before + "\u0001".repeat(length - before.length());
        }
        return before.substring(0, length - 1) + (char) (before.charAt(length - 1) + 1);
    }

    private static int table(byte[] binary) {
        var at = new String(binary, StandardCharsets.ISO_8859_1).indexOf(FIRST);
        if (at < 0) {
            throw new IllegalStateException("this busybox has no table of applets where Debian's static one has it");
        }
        return at + 1;
    }

    private List<String> names(int table) {
        var names = new ArrayList<String>();
        for (var at = table; binary[at] != 0; ) {
            var end = at;
            while (binary[end] != 0) {
                end++;
            }
            names.add(new String(binary, at, end - at, StandardCharsets.ISO_8859_1));
            at = end + 1;
            if (names.size() > 1 && names.getLast().compareTo(names.get(names.size() - 2)) < 0) {
                names.removeLast(); // something else follows the table at once
                break;
            }
        }
        return names;
    }
}
