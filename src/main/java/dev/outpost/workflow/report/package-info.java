/** What a person holds in the hand afterwards: the site's report and a viewer's page. */
@NullMarked
package dev.outpost.workflow.report;

import org.jspecify.annotations.NullMarked;
