package dev.outpost.bench.router;

/**
 * What a session cost the router.
 *
 * @param writes files written to flash
 * @param bytesIn received on channels, packages left out
 */
public record RouterCounters(long connections, long channels, long writes, long bytesIn) {}
