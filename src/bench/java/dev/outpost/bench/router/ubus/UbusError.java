package dev.outpost.bench.router.ubus;

/** A method failed with one of ubus' status codes. */
public final class UbusError extends Exception {
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
