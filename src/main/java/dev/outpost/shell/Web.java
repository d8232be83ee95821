package dev.outpost.shell;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Fetches files over HTTP, and serves a folder on loopback. */
public interface Web {
    /** Nobody answers: for a laptop that is made of files. */
    Web NONE = new Web() {
        @Override
        public byte[] get(URI address, int most) throws IOException {
            throw new WebException(0, "this laptop has no network");
        }

        @Override
        public Served serve(Path folder) throws IOException {
            throw new IOException("this laptop has no network");
        }
    };

    /** An answer that was not the file. */
    final class WebException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        /** @param status of HTTP; 0 where nobody answered */
        public WebException(int status, String message) {
            super(message);
            this.status = status;
        }

        public WebException(String message, Throwable cause) {
            super(message, cause);
            this.status = 0;
        }

        /** The server answers, and has no such file. */
        public boolean isMissing() {
            return status == 404 || status == 410;
        }
    }

    /** A folder that is served. */
    interface Served extends AutoCloseable {
        /** On 127.0.0.1. */
        int port();

        @Override
        void close();
    }

    /**
     * The content of an address, redirections followed.
     *
     * @param most bytes; a longer answer is an error
     * @throws WebException when nobody answered, or answered something else than 200
     */
    byte[] get(URI address, int most) throws IOException;

    /** Serves the files of a folder over plain HTTP, on loopback only, until it is closed. */
    Served serve(Path folder) throws IOException;
}
