/** Tests of what a site's files may say. */
@NullMarked
package dev.outpost.workflow.site;

import org.jspecify.annotations.NullMarked;
