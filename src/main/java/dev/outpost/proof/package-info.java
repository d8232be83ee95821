/** What a person holds in the hand afterwards: the site's report and a viewer's page. */
@NullMarked
package dev.outpost.proof;

import org.jspecify.annotations.NullMarked;
