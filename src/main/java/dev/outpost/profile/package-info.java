/** Knowledge about hardware as files, and the YAML reader that says where in a file something is wrong. */
@NullMarked
package dev.outpost.profile;

import org.jspecify.annotations.NullMarked;
