/** What is there: looks at every target and tells it; changes nothing. */
@NullMarked
package dev.outpost.survey;

import org.jspecify.annotations.NullMarked;
