/** The camera of the virtual bench: a real RTSP and HTTP server on loopback with one picture and a clock. */
@NullMarked
package dev.outpost.bench.camera;

import org.jspecify.annotations.NullMarked;
