/** apk's packages and indexes as files: the container "ADB" of apk-tools 3, written and read as its adb.h and apk_adb.h say. */
@NullMarked
package dev.outpost.bench.adb;

import org.jspecify.annotations.NullMarked;
