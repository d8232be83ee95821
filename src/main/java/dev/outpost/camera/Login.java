package dev.outpost.camera;

import dev.outpost.shell.Secret;

/** Who we are to the camera. */
public record Login(String user, Secret password) {}
