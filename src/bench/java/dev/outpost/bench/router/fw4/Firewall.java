package dev.outpost.bench.router.fw4;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.nft.NftError;
import dev.outpost.bench.nft.Ruleset;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The program {@code fw4}, which turns the configuration into nftables text and lets the kernel load it. Skipping a section is no error
 * (facts/behaviours.md#29), a refused ruleset leaves the old one and {@code reload} says nothing of it (30).
 */
public final class Firewall implements Program {
    private static final String TABLE = "inet fw4";

    private final Network network;
    private final AtomicReference<Ruleset> kernel;

    /** What fw4 asks netifd: where a logical network is now. */
    public interface Network {
        Optional<Place> place(String network);

        /** A network that is up. */
        record Place(String device, List<Cidr> subnets) {
            public Place {
                subnets = List.copyOf(subnets);
            }
        }
    }

    public Firewall(Network network, AtomicReference<Ruleset> kernel) {
        this.network = network;
        this.kernel = kernel;
    }

    @Override
    public int run(Call call) throws InterruptedException {
        var words = new ArrayList<>(call.words());
        var quiet = words.remove("-q");
        var verb = words.isEmpty() ? "" : words.removeFirst();
        return switch (verb) {
            case "check" -> {
                var status = load(call, Ruleset.EMPTY, print(call, quiet), false);
                if (status == 0 && !quiet) {
                    call.say("Ruleset passes nftables check.");
                }
                yield status;
            }
            case "print" -> {
                call.out().print(print(call, quiet));
                yield 0;
            }
            case "start" -> {
                if (isLoaded()) {
                    yield call.refuse(1, "The fw4 firewall appears to be already loaded.");
                }
                yield load(call, quiet);
            }
            case "restart" -> load(call, quiet);
            case "reload" -> {
                load(call, quiet);
                yield 0;
            }
            case "stop", "flush" -> {
                kernel.set(kernel.get().without(TABLE));
                yield 0;
            }
            default -> {
                call.say("Usage: /sbin/fw4 [-q] start|stop|flush|restart|reload|print|check");
                yield 0;
            }
        };
    }

    private String print(Call call, boolean quiet) throws InterruptedException {
        var sections = new Sections(ConfigSection.load(call.machine(), "firewall"));
        if (!quiet) {
            sections.messages().forEach(call.err()::println);
        }
        return new Printer(sections, network).print();
    }

    private int load(Call call, boolean quiet) throws InterruptedException {
        return load(call, kernel.get().without(TABLE), print(call, quiet), true);
    }

    private int load(Call call, Ruleset onto, String text, boolean keeps) {
        try {
            var loaded = onto.load(text);
            if (keeps) {
                kernel.set(loaded);
            }
            return 0;
        } catch (NftError refused) {
            call.err().print(refused.report("/dev/stdin", text));
            return 1;
        }
    }

    public boolean isLoaded() {
        return kernel.get().table(TABLE).isPresent();
    }
}
