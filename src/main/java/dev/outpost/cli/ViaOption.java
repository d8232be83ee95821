package dev.outpost.cli;

import dev.outpost.reach.SocksVantage;
import dev.outpost.reach.Vantage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a site is proved from. */
final class ViaOption {
    @Option(
            names = "--via",
            paramLabel = "socks5://HOST:PORT",
            description = "prove from here: a viewer's proxy into the tunnel")
    @Nullable
    String via;

    Optional<Vantage> vantage() {
        return Optional.ofNullable(via).map(ViaOption::vantage);
    }

    static Vantage vantage(String word) {
        try {
            return SocksVantage.of(word);
        } catch (IllegalArgumentException e) {
            throw RunOptions.mistake(
                    "--via takes socks5://HOST:PORT, not '" + word + "'", "--via socks5://127.0.0.1:1080");
        }
    }
}
