/** First contact: who is on the cable, whether it is ours, and whether an address means one router alone. Writes to no router. */
@NullMarked
package dev.outpost.workflow.contact;

import org.jspecify.annotations.NullMarked;
