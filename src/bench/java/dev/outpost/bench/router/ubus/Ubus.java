package dev.outpost.bench.router.ubus;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * The program {@code ubus}: a missing object exits with the code, an error of a method with 256 minus the code (facts/behaviours.md#27).
 */
public final class Ubus implements Program {
    private static final String USAGE = "Usage: ubus [<options>] <command> [arguments...]\n";

    private final Bus bus;

    public Ubus(Bus bus) {
        this.bus = bus;
    }

    @Override
    public int run(Call call) throws InterruptedException {
        var words = new ArrayDeque<>(call.words());
        if (words.isEmpty() || !words.pop().equals("call")) {
            call.err().print(USAGE);
            return call.words().isEmpty() ? 1 : 254;
        }
        return call(call, words);
    }

    private static int fail(Call call, UbusError.Code code) {
        call.err().println("Command failed: " + code.words());
        return code.number();
    }

    private int call(Call call, Deque<String> words) throws InterruptedException {
        if (words.size() < 2 || words.size() > 3) {
            call.err().print(USAGE);
            return 254;
        }
        var typed = "ubus call " + String.join(" ", words);
        var object = bus.find(words.pop());
        if (object.isEmpty()) {
            return fail(call, UbusError.Code.NOT_FOUND);
        }
        try {
            var method = words.pop();
            var reply = object.get().call(method, message(words.isEmpty() ? "{}" : words.pop()));
            reply.ifPresent(value -> call.say(Blob.pretty(value)));
            return 0;
        } catch (UbusError failure) {
            var code = failure.code();
            call.err().println("Command failed: " + typed + " (" + code.words() + ")");
            if (code == UbusError.Code.INVALID_ARGUMENT) {
                call.err().print(USAGE);
            }
            return 256 - code.number();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> message(String text) throws UbusError {
        try {
            if (Blob.parse(text) instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
        } catch (IllegalArgumentException broken) {
            throw new UbusError(UbusError.Code.PARSE);
        }
        throw new UbusError(UbusError.Code.PARSE);
    }

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

    /** A method failed with one of ubus' status codes. */
    public static final class UbusError extends Exception {
        private static final long serialVersionUID = 1;

        private final Code code;

        /** Numbers and words of ubusmsg.h. */
        public enum Code {
            INVALID_ARGUMENT(2, "Invalid argument"),
            METHOD_NOT_FOUND(3, "Method not found"),
            NOT_FOUND(4, "Not found"),
            PARSE(12, "Parsing message data failed");

            private final int number;
            private final String words;

            Code(int number, String words) {
                this.number = number;
                this.words = words;
            }

            int number() {
                return number;
            }

            String words() {
                return words;
            }
        }

        public UbusError(Code code) {
            super(code.words(), null, false, false);
            this.code = code;
        }

        Code code() {
            return code;
        }
    }
}
