package dev.outpost.bench.router.ubus;

import java.util.Map;
import java.util.Optional;

/** Who is on the bus now. */
@FunctionalInterface
public interface Bus {
    Optional<UbusObject> find(String name);

    /** Something on the bus. */
    @FunctionalInterface
    interface UbusObject {
        /**
         * Answers a call.
         *
         * @return the reply; empty when there is none, which prints nothing
         * @throws UbusError with the code of the method's failure
         */
        Optional<Object> call(String method, Map<String, Object> arguments) throws UbusError, InterruptedException;
    }
}
