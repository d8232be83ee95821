/** What a site wants, from {@code site.yaml}, {@code relays/*.yaml} and {@code fleet.yaml}: text in, checked values out. */
@NullMarked
package dev.outpost.site;

import org.jspecify.annotations.NullMarked;
