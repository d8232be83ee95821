package dev.outpost.contact;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Logs in to an address at each character that it reads, says how that went, and whether the link before still stands. */
final class Reopening {
    private Reopening() {}

    /** Words: the address. */
    public static void main(String[] words) throws IOException {
        var links = new SshLinks(Ticker.REAL);
        var nothing = new Credentials("root", true, List.of(), Optional.empty());
        Optional<RemoteLink> before = Optional.empty();
        while (System.in.read() >= 0) {
            before.ifPresent(link -> System.out.print(link.isOpen() ? "stands, " : "ended, "));
            try {
                before = Optional.of(
                        links.open(new Route.Direct(words[0], 22), nothing, new HostKeyPolicy.FirstSight()));
                System.out.println("open");
            } catch (LinkException e) {
                System.out.println(e.getMessage());
            }
        }
        System.exit(0);
    }
}
