/** Why a dongle at this computer does not work: each cause with what was seen and the next command. */
@NullMarked
package dev.outpost.workflow.doctor;

import org.jspecify.annotations.NullMarked;
