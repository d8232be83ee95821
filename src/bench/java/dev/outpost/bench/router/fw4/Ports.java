package dev.outpost.bench.router.fw4;

/** A port or a range of them, both ends included. */
public record Ports(int first, int last) {

    /** Whether fw4 takes the word: {@code 554}, {@code 8000-8010} or {@code 8000:8010}, 0 to 65535. */
    static boolean isValid(String word) {
        if (!word.matches("[0-9]{1,5}([-:][0-9]{1,5})?")) {
            return false;
        }
        var ports = of(word);
        return ports.first <= ports.last && ports.last <= 65535;
    }

    static Ports of(String word) {
        var ends = word.split("[-:]");
        return new Ports(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
