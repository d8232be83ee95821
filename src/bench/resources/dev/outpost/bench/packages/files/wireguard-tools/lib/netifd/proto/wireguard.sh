#!/bin/sh
# The virtual bench's own stub: its netifd makes the links of the kind wireguard itself.
