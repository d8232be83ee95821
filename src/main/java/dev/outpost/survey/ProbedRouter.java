package dev.outpost.survey;

import dev.outpost.contact.FirstContact;
import dev.outpost.router.RouterPorts;
import dev.outpost.router.UsbLook;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Reach;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.ProbeDocument;
import dev.outpost.uplink.RouterDongles;
import java.io.IOException;
import java.util.List;

/** A router whose dongle is looked at: one exec channel for the look, one for each port. Closed by whoever opened it. */
public final class ProbedRouter implements AutoCloseable {
    private final RemoteLink link;
    private final UsbLook look;
    private final Ticker ticker;

    private ProbedRouter(RemoteLink link, UsbLook look, Ticker ticker) {
        this.link = link;
        this.look = look;
        this.ticker = ticker;
    }

    /**
     * Connects and looks.
     *
     * @throws ProblemException as {@link FirstContact#open}, and {@code ROUTER-NOT-OPENWRT}
     */
    public static ProbedRouter at(FirstContact contact, Reach reach) throws IOException {
        var link = contact.open(reach);
        try {
            return new ProbedRouter(link, UsbLook.at(link), contact.ticker());
        } catch (LinkException e) {
            link.close();
            throw new ProblemException(FirstContact.broken(e));
        } catch (IOException | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    public UsbLook look() {
        return look;
    }

    /** The router's serial ports. */
    public RouterPorts ports() {
        return new RouterPorts(link);
    }

    /** @param named nodes to ask; all where none is named */
    public ProbeDocument probe(List<String> named) {
        return RouterDongles.ask(look, ports(), ticker, named);
    }

    @Override
    public void close() {
        link.close();
    }
}
