package dev.outpost.cli;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.Unit;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Nearest;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ledger",
        description = "which site has which addresses, ports, keys and router",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost ledger show"})
final class LedgerCommand extends Work {
    @Command(
            name = "show",
            description = "every site, or one with all that it was given",
            footer = {
                "",
                "Examples:",
                "  outpost ledger show",
                "  outpost ledger show barn-north",
                "  outpost ledger show --format json"
            })
    int show(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..1",
                            description = "a site's name; none: every site, in a table")
                    @Nullable
                    String name) {
        var ledger = Ledger.in(frame().state().directory());
        var entry =
                Optional.ofNullable(name).map(known -> ledger.find(known).orElseThrow(() -> unknown(known, ledger)));
        return frame().tell(ledger::document, () -> entry.ifPresentOrElse(this::show, () -> table(ledger)))
                .code();
    }

    private void table(Ledger ledger) {
        var sites = ledger.sites().stream()
                .sorted(Comparator.comparing(SiteEntry::site))
                .toList();
        var console = frame().console();
        if (sites.isEmpty()) {
            console.paragraph("nothing is given away yet; it begins with: outpost apply SITE");
            return;
        }
        var table = new Lines.Table().row("SITE", "RELAY", "NETWORK", "MAC", "CAMERAS", "VIEWERS");
        for (var entry : sites) {
            table.row(
                    entry.site(),
                    entry.relay(),
                    entry.network().toString(),
                    ledger.unit(entry.site()).map(Unit::mac).orElse("-"),
                    String.join(" ", entry.cameras().keySet()),
                    entry.peers().stream().map(Peer::name).collect(Collectors.joining(" ")));
        }
        table.tell(console, frame().tableWidth());
        sites.forEach(this::tellPublic);
    }

    private static ProblemException unknown(String name, Ledger ledger) {
        var known = ledger.sites().stream().map(SiteEntry::site).toList();
        return RunOptions.mistake(
                "no site is called '" + name + "'",
                "outpost ledger show"
                        + Nearest.near(name, known).map(near -> " " + near).orElse(""));
    }

    private void show(SiteEntry entry) {
        var console = frame().console();
        console.title(entry.site() + "  through relay " + entry.relay());
        console.step(Mark.SEEN, "router " + entry.router(), "network " + entry.network());
        entry.cameras().forEach((name, address) -> console.step(Mark.SEEN, "camera " + name, address.toString()));
        entry.peers()
                .forEach(peer -> console.step(
                        Mark.SEEN,
                        peer.role().name().toLowerCase(Locale.ROOT) + " " + peer.name(),
                        peer.address().toString()));
        tellPublic(entry);
    }

    private void tellPublic(SiteEntry entry) {
        entry.ports()
                .forEach(port -> frame().console()
                        .step(
                                Mark.WARNED,
                                "public port " + port.port() + " leads to " + port.camera() + " " + port.service()
                                        + " of " + entry.site(),
                                ""));
    }
}
