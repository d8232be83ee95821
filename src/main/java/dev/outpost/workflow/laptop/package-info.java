/** The technician's own computer: its interfaces, routes and neighbours, read from files below a folder that stands for {@code /}. */
@NullMarked
package dev.outpost.workflow.laptop;

import org.jspecify.annotations.NullMarked;
