/** Writes apk's packages and indexes as the program's own readers read them: the container "ADB" of apk-tools 3 (adb.h and apk_adb.h). */
@NullMarked
package dev.outpost.bench.adb;

import org.jspecify.annotations.NullMarked;
