/** The camera as its owner meets it: RTSP, one picture over HTTP, the last hop, and the power budget. */
@NullMarked
package dev.outpost.camera;

import org.jspecify.annotations.NullMarked;
