/** The camera of the virtual bench: a real RTSP and HTTP server on loopback with a picture that is drawn. */
@NullMarked
package dev.outpost.bench.camera;

import org.jspecify.annotations.NullMarked;
