package dev.outpost.reach;

import java.time.Duration;

/** A place to look from. */
public interface Vantage {

    /** Calls {@code host:port} and waits at most so long for the answer. */
    Dial dial(String host, int port, Duration timeout);

    /** Where this is, for people: "socks5://127.0.0.1:40080". */
    String where();
}
