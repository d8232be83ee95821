package dev.outpost.cli;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.step.Exit;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
        name = "ledger",
        description = "which site has which addresses, ports, keys and router",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost ledger show"})
final class LedgerCommand {
    private final Frame frame;

    LedgerCommand(Frame frame) {
        this.frame = frame;
    }

    @Command(
            name = "show",
            description = "every site, by relay",
            footer = {"", "Example:", "  outpost ledger show --format json"})
    int show() {
        var ledger = Ledger.in(frame.state().directory());
        if (frame.json()) {
            frame.document(ledger.document());
            return Exit.DONE.code();
        }
        var sites = ledger.sites();
        if (sites.isEmpty()) {
            frame.console().line("nothing is given away yet; it begins with: outpost apply SITE");
        }
        sites.forEach(this::show);
        return Exit.DONE.code();
    }

    private void show(SiteEntry entry) {
        var console = frame.console();
        console.title(entry.site() + "  through relay " + entry.relay());
        console.step(Mark.SEEN, "router " + entry.router(), "network " + entry.network());
        entry.cameras().forEach((name, address) -> console.step(Mark.SEEN, "camera " + name, address.toString()));
        entry.peers()
                .forEach(peer -> console.step(
                        Mark.SEEN,
                        peer.role().name().toLowerCase(Locale.ROOT) + " " + peer.name(),
                        peer.address().toString()));
        entry.ports()
                .forEach(port -> console.step(
                        Mark.WARNED,
                        "public port " + port.port() + " leads to " + port.camera() + " " + port.service(),
                        ""));
    }
}
