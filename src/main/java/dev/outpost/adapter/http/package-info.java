/** Files over HTTP: the JDK's client for what is fetched, its server for what a router fetches through an SSH connection. */
@NullMarked
package dev.outpost.adapter.http;

import org.jspecify.annotations.NullMarked;
