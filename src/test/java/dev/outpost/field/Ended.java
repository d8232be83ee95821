package dev.outpost.field;

/** What a process said until its end. */
public record Ended(int status, String out, String err) {}
