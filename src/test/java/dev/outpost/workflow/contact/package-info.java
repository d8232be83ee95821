/** First contact over real cables: veth pairs between network namespaces that a test makes and takes away. */
@NullMarked
package dev.outpost.workflow.contact;

import org.jspecify.annotations.NullMarked;
