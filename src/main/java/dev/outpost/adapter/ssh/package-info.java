/** SSH through sshj: opens links and runs batches; decides nothing. */
@NullMarked
package dev.outpost.adapter.ssh;

import org.jspecify.annotations.NullMarked;
