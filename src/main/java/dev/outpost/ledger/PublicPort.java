package dev.outpost.ledger;

/** A port on the relay's public address that leads to one service of one camera. */
public record PublicPort(String camera, String service, int port) {}
