/**
 * Bundles: every package that a router without internet needs, fetched where there is internet, checked, and kept in a cache that all routers
 * share.
 */
@NullMarked
package dev.outpost.workflow.bundle;

import org.jspecify.annotations.NullMarked;
