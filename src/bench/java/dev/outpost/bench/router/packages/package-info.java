/**
 * The package managers: opkg of OpenWrt 24.10 with local packages, and apk-tools 3 of 25.12 with local files and indexes; the database of
 * each on flash, its messages and exit statuses. apk's formats and texts are as in apk-tools 3.0.5 and as recorded (apk-main).
 */
@NullMarked
package dev.outpost.bench.router.packages;

import org.jspecify.annotations.NullMarked;
