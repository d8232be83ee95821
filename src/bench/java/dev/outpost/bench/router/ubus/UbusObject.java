package dev.outpost.bench.router.ubus;

import java.util.Map;
import java.util.Optional;

/** Something on the bus. */
@FunctionalInterface
public interface UbusObject {
    /**
     * Answers a call.
     *
     * @return the reply; empty when there is none, which prints nothing
     * @throws UbusError with the code of the method's failure
     */
    Optional<Object> call(String method, Map<String, Object> arguments) throws UbusError, InterruptedException;
}
