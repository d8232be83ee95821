package dev.outpost.reach;

/** What the operator sold as the line's address. One address seen once cannot tell static from dynamic. */
public enum SoldAs {
    STATIC,
    DYNAMIC,
    UNKNOWN
}
