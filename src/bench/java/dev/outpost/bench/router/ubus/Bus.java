package dev.outpost.bench.router.ubus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Who is on the bus now. */
public final class Bus {
    private final Map<String, UbusObject> objects = new ConcurrentSkipListMap<>();
    private final List<Family> families = new ArrayList<>();

    private record Family(Supplier<List<String>> names, Function<String, Optional<UbusObject>> find) {}

    public void add(String name, UbusObject object) {
        objects.put(name, object);
    }

    /** Objects that come and go, such as one for each interface. */
    public void add(Supplier<List<String>> names, Function<String, Optional<UbusObject>> find) {
        families.add(new Family(names, find));
    }

    List<String> names() {
        var all = new TreeSet<>(objects.keySet());
        families.forEach(family -> all.addAll(family.names().get()));
        return List.copyOf(all);
    }

    Optional<UbusObject> find(String name) {
        var fixed = Optional.ofNullable(objects.get(name));
        return fixed.isPresent()
                ? fixed
                : families.stream()
                        .flatMap(family -> family.find().apply(name).stream())
                        .findFirst();
    }

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
}
