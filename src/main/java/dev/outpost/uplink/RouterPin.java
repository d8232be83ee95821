package dev.outpost.uplink;

import dev.outpost.at.Dialect;
import dev.outpost.at.Iccid;
import dev.outpost.at.Pin;
import dev.outpost.at.PinTries;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.ledger.SimBook;
import dev.outpost.ledger.SiteState;
import dev.outpost.profile.Handler;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Secret;
import dev.outpost.site.ModemWish.PinLock;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The PIN that the router enters by itself at each start: in a file of root's alone, bound to the card by a salted hash of its number. Which
 * PIN lies there is remembered here as a slow hash, so that a second run has nothing to do.
 */
public final class RouterPin implements Step<RouterFacts> {
    private static final String FILE = "/etc/outpost-pin";

    /** What the router leaves there before it sends, and takes away when the card opened. */
    private static final String TRIED = FILE + ".tried";

    /** What it leaves when a PIN opened the card. */
    private static final String GOOD = FILE + ".good";

    /** How often the text is doubled before it is hashed: the router's only slow hash is a long text. */
    private static final int DOUBLINGS = 14;

    /** A card without a lock: no file is needed. */
    private static final String OPEN = "open ";

    private static final String PLACED = "placed ";

    private final SiteState state;
    private final Secrets secrets;
    private final Site site;

    public RouterPin(SiteState state, Secrets secrets, Site site) {
        this.state = state;
        this.secrets = secrets;
        this.site = site;
    }

    /** Whether the router's own script starts wan; it speaks to serial ports alone. */
    public static boolean isKept(Site site, Handler handler) {
        return site.modem().pin().isPresent() && site.modem().pinLock() == PinLock.KEEP && handler.keeperEntersPin();
    }

    /** Another secret of the site file that the router is confided. */
    public Secret secret(SecretSource source, String what) {
        return secrets.read(source, what);
    }

    /** What else is confided to the router: the passwords of its radio. */
    public WifiKeys wifi() {
        return new WifiKeys(secrets);
    }

    @Override
    public String title() {
        return "the router enters the SIM's PIN at each start";
    }

    @Override
    public Finding check(RouterFacts router) {
        var is = remembered().filter(this::isSamePin);
        var fine = is.filter(line -> line.startsWith(OPEN)
                        || (router.ours().containsKey(FILE) && !router.ours().containsKey(TRIED)))
                .isPresent();
        return fine
                ? Finding.satisfied("its PIN is there, for that SIM alone")
                : new Finding.Needed(List.of(RouterChange.Plain.pin()));
    }

    /**
     * The router sent this PIN to its card, and never saw it open: nobody sends it again. One that opened the card before stays good through a
     * send whose end the router did not see; its tries are counted anew.
     */
    boolean isSpent(RouterFacts router) {
        var note = router.ours().get(TRIED);
        var spent =
                note != null && (note.equals(sum("wrong\n")) || !router.ours().containsKey(GOOD));
        return spent && remembered().filter(this::isSamePin).isPresent();
    }

    private Optional<String> remembered() {
        return PrivateFiles.read(note()).map(String::strip);
    }

    private Path note() {
        return state.file("router-pin");
    }

    /** A PIN that would have to be asked for is taken for the same. */
    private boolean isSamePin(String line) {
        var source = site.modem().pin().orElseThrow();
        if (source instanceof SecretSource.Prompt) {
            return true;
        }
        try {
            var pin = Pin.of(secrets.read(source, "the SIM's PIN").reveal());
            return SimBook.isMarkOf(line.replaceFirst("^[a-z]+ ", ""), pin);
        } catch (ProblemException | IllegalArgumentException e) {
            return true;
        }
    }

    public void placed(String mark) {
        PrivateFiles.write(note(), PLACED + mark + "\n");
    }

    public void needsNone(String mark) {
        PrivateFiles.write(note(), OPEN + mark + "\n");
    }

    /** What the file says: salt, hash of the card's number and its doublings, PIN, how to ask for the number, and for the tries. */
    static Secret text(Pin pin, Iccid card, Dialect dialect) {
        var salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        var lines = new ArrayList<String>();
        lines.add(HexFormat.of().formatHex(salt));
        lines.add(sum((lines.getFirst() + " " + card.digits()).repeat(1 << DOUBLINGS)) + " " + DOUBLINGS);
        lines.add(pin.reveal());
        lines.add(dialect.iccid().text());
        PinTries.inShell(dialect).forEach(rule -> {
            lines.add(rule.question());
            lines.add(rule.sed());
        });
        return Secret.of(String.join("\n", lines));
    }

    private static String sum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
