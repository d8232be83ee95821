package dev.outpost.bench.bundle;

/** What a router's downloader reaches: package servers, by whole address. */
@FunctionalInterface
public interface PackageServer {
    PackageServer NONE = address -> {
        throw new Failure(4, "Failed to send request: Operation not permitted");
    };

    /** @throws Failure when the downloader does not bring the file */
    byte[] get(String address) throws Failure;

    /** What the downloader said and its exit status: 4 without a connection, 8 when the server refuses. */
    final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String said;

        public Failure(int status, String said) {
            super(said);
            this.status = status;
            this.said = said;
        }

        public int status() {
            return status;
        }

        /** What the downloader wrote to stderr. */
        public String said() {
            return said;
        }

        /** All of it as apk lets it through to stderr. */
        public String text() {
            return (status == 4 ? "wget" + said + "\n" : "") + "ERROR: wget: exited with error " + status;
        }
    }
}
