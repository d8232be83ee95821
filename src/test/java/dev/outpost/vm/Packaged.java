package dev.outpost.vm;

/** How the packaged program is started inside the virtual machine, which sees this computer's files below {@code /host}. */
final class Packaged {
    /** The flags of scripts/outpost. */
    private static final String JAVA = "chroot /host " + System.getProperty("java.home")
            + "/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED ";

    /** The folder {@code target} of the checkout, wherever that is on this computer. */
    private static final String TARGET = "/run/target/";

    private Packaged() {}

    /** {@code outpost} with these words. */
    static String outpost(String words) {
        return JAVA + "-jar " + TARGET + "outpost.jar " + words;
    }

    /** A program of the test tree. */
    static String test(String main) {
        return JAVA + "-cp " + TARGET + "outpost.jar:" + TARGET + "test-classes " + main;
    }
}
