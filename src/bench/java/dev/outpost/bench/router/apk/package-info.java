/**
 * The package manager of OpenWrt 25.12: apk-tools 3 with local files and indexes, its database on flash, its messages and exit
 * statuses. Formats and texts as in apk-tools 3.0.5 and as recorded (apk-main).
 */
@NullMarked
package dev.outpost.bench.router.apk;

import org.jspecify.annotations.NullMarked;
