package dev.outpost.laptop;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The IPv4 networks that the laptop is in itself, from {@code proc/net/route}: rows without a gateway, bytes turned round. */
public record LaptopNets(List<Net> nets) {
    /** One network behind one device. */
    public record Net(String device, Cidr network) {}

    public LaptopNets {
        nets = List.copyOf(nets);
    }

    public static LaptopNets in(Path root) {
        var file = root.resolve("proc/net/route");
        try {
            return Files.isReadable(file)
                    ? new LaptopNets(Files.readAllLines(file).stream()
                            .skip(1)
                            .flatMap(line -> net(line.strip().split("\\s+")).stream())
                            .toList())
                    : new LaptopNets(List.of());
        } catch (IOException e) {
            return new LaptopNets(List.of()); // not Linux, or not allowed: nothing is known
        }
    }

    /** The device that leads to this address without a gateway. */
    public Optional<String> deviceTo(Ipv4 address) {
        return nets.stream()
                .filter(net -> net.network().contains(address))
                .map(Net::device)
                .findFirst();
    }

    /** The networks behind other devices than the one that leads to this address. */
    public List<Net> besides(Ipv4 address) {
        var cable = deviceTo(address);
        return nets.stream()
                .filter(net -> !cable.equals(Optional.of(net.device())))
                .toList();
    }

    private static Optional<Net> net(String[] words) {
        if (words.length < 8 || !words[2].equals("00000000") || words[1].equals("00000000")) {
            return Optional.empty();
        }
        if (!words[1].matches("[0-9A-Fa-f]{8}") || !words[7].matches("[0-9A-Fa-f]{8}")) {
            return Optional.empty();
        }
        var prefix = Integer.bitCount(HexFormat.fromHexDigits(words[7]));
        var address = new Ipv4(Integer.reverseBytes(HexFormat.fromHexDigits(words[1])));
        return Optional.of(new Net(words[0], new Cidr(address, prefix).network()));
    }
}
