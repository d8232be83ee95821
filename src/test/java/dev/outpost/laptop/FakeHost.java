package dev.outpost.laptop;

import dev.outpost.dongle.UsbHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A computer where a test says what is loaded, running, allowed and logged. */
final class FakeHost implements UsbHost {
    final Set<String> drivers = new HashSet<>(Set.of("usb", "hub", "usbfs"));
    final Map<Long, String> programs = new HashMap<>();
    final Map<String, Access> access = new HashMap<>();
    Optional<List<String>> log = Optional.of(new ArrayList<>());
    boolean rules = true;

    @Override
    public Set<String> drivers() {
        return drivers;
    }

    @Override
    public Map<Long, String> programs() {
        return programs;
    }

    @Override
    public Access access(String node) {
        return access.getOrDefault(node, Access.OPEN);
    }

    @Override
    public Optional<List<String>> kernelLog() {
        return log;
    }

    @Override
    public boolean hasRules() {
        return rules;
    }

    @Override
    public String installRules() {
        throw new IllegalStateException("a checkup installs nothing");
    }
}
