package dev.outpost.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is behind an interface of this computer: who is there, and who greets on a port. Nobody is written to, nobody is logged in to. */
public interface Wire {
    /** Nobody is there, and nobody is asked: for a laptop that is made of files. */
    Wire NONE = new Wire() {};

    /**
     * Who answered, this computer itself included where it heard itself.
     *
     * @param addresses IPv6 link-local addresses without scope, as RFC 5952 writes them
     * @param missing what this system lacks for asking, in words; empty where at least one way of asking worked
     */
    record Heard(Set<String> addresses, List<String> missing) {
        public Heard {
            addresses = Set.copyOf(addresses);
            missing = List.copyOf(missing);
        }
    }

    /** Asks everybody behind an interface to answer, by IPv6 multicast, and waits for so long. */
    default Heard neighbours(String device, Duration patience) {
        return new Heard(Set.of(), List.of());
    }

    /** Link-local addresses that this system's neighbour table still has behind an interface; who was unplugged since may be among them. */
    default Set<String> remembered(String device) {
        return Set.of();
    }

    /** The first line that a host sends by itself on a TCP port: {@code SSH-2.0-dropbear}. Empty where none comes in time. */
    default Optional<String> greeting(String host, int port, Duration patience) {
        return Optional.empty();
    }

    /** Sends one empty datagram to the discard port, so that the system looks up which MAC has this IPv4 address. */
    default void nudge(String host) {}

    /**
     * A question to everybody behind an interface.
     *
     * @param port that they listen on
     * @param isBound whether answers come to that very port, by multicast, and not to whoever asked
     */
    record Question(String group, int port, boolean isBound, String text) {}

    /**
     * A datagram that came back.
     *
     * @param from the sender's IPv4 address
     * @param text 64 KiB at most
     */
    record Said(String from, String text) {}

    /** Asks these and collects for so long what comes back; of one interface some hundred answers at most. */
    default List<Said> ask(String device, List<Question> questions, Duration patience) {
        return List.of();
    }
}
