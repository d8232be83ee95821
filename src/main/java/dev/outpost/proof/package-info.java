/** What is seen of a site from outside, and what a person holds in the hand afterwards: the report and a viewer's page. */
@NullMarked
package dev.outpost.proof;

import org.jspecify.annotations.NullMarked;
