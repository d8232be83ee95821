package dev.outpost.dongle;

import dev.outpost.text.Word;
import java.util.List;
import java.util.Map;

/**
 * What somebody asked a probe to look at.
 *
 * @param named the ports, where {@link Way#PORTS}
 * @param nodes what a named port is among the nodes of the USB devices, where it is one under another name
 */
public record ProbeScope(Way way, List<String> named, Map<String, String> nodes) {
    public ProbeScope {
        named = List.copyOf(named);
        nodes = Map.copyOf(nodes);
    }

    /** The ways to look. */
    public enum Way implements Word {
        /** All ports of every dongle. */
        ALL,
        /** Named ports only. */
        PORTS,
        /** Descriptors only, no port. */
        DESCRIPTORS;
    }

    /** Whether a node is meant by this name. */
    public boolean isSame(String node, String name) {
        return node.equals(name) || node.equals(nodes.get(name));
    }
}
