/**
 * What package managers write: indexes of opkg and apk, the container of apk-tools 3 and its keys, dependencies, versions, kernel builds.
 * Text or bytes in, values out; which package is wanted is decided elsewhere.
 */
@NullMarked
package dev.outpost.text.feed;

import org.jspecify.annotations.NullMarked;
