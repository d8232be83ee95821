package dev.outpost.cli;

import dev.outpost.ledger.State;
import dev.outpost.relay.RelayProblems;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = {
            "writes relays/NAME.yaml, shows the server's host key and asks, then says what was found there;",
            "nothing is changed on the server; a file that is there already is taken as it is"
        },
        footer = {
            "",
            "Examples:",
            "  outpost relay init vps1",
            "  outpost relay init vps1 --host 203.0.113.10 --user debian --key ~/.ssh/id_ed25519 --accept-relay-key"
        })
final class RelayInitCommand extends Work {
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the relay's name: a-z, 0-9 and -; usually vps1")
    String name = "vps1";

    @Option(names = "--host", paramLabel = "HOST[:PORT]", description = "where the server's SSH answers")
    @Nullable
    String host;

    @Option(names = "--user", paramLabel = "NAME", description = "root, or a user with sudo; usually root")
    @Nullable
    String user;

    @Option(names = "--key", paramLabel = "FILE", description = "private key to log in with; none: this computer's own")
    @Nullable
    String key;

    @Option(
            names = "--password",
            paramLabel = "env:NAME",
            description = "log in with a password: env:NAME, file:PATH or prompt")
    @Nullable
    String password;

    @Option(names = "--public-address", paramLabel = "ADDR", description = "what routers dial, if it is not the host")
    @Nullable
    String publicAddress;

    @Option(names = "--domain", paramLabel = "NAME", description = "a name of your own that viewers dial")
    @Nullable
    String domain;

    @Option(names = "--file", paramLabel = "FILE", description = "where to write; usually relays/NAME.yaml")
    @Nullable
    Path where;

    @Option(names = "--accept-relay-key", description = "take the host key that the server shows, without a question")
    boolean acceptRelayKey;

    @Override
    Exit work() throws IOException {
        var file = where == null ? Path.of("relays").resolve(name + ".yaml") : where;
        var isNew = !Files.exists(file);
        if (isNew) {
            written(file);
        } else if (Stream.of(host, user, key, password, publicAddress, domain).anyMatch(word -> word != null)) {
            throw new ProblemException(ProblemCode.FILE_EXISTS.problem(
                    file + " is there already",
                    "it is not written over",
                    "change it by hand, then run without options: outpost relay init " + name));
        }
        var relay = SiteFiles.relay(file);
        if (isNew) {
            say(Mark.DONE, "wrote " + file, "");
        }
        var known = consented(relay, file);
        return RelayFound.tell(frame(), known, frame().relays().seen(known, false));
    }

    private void written(Path file) throws IOException {
        var answers = new LinkedHashMap<String, String>();
        var at = answer(host, "where does the server's SSH answer, HOST or HOST:PORT?", "");
        if (at.isEmpty()) {
            throw RunOptions.mistake("no server is named", "outpost relay init " + name + " --host HOST");
        }
        answers.put("user", answer(user, "who logs in there: root, or a user with sudo?", "root"));
        if (password == null) {
            answers.put("key", answer(key, "private key to log in with (empty: this computer's own)?", usualKey()));
        } else {
            answers.put("password", password);
        }
        answers.put("public-address", publicAddress == null ? "" : publicAddress);
        answers.put("domain", domain == null ? "" : domain);
        RelayFolder.write(file, at, answers);
        try {
            SiteFiles.relay(file);
        } catch (ProblemException e) {
            Files.delete(file); // a wrong answer shows now, with its place, and leaves no file behind
            throw e;
        }
    }

    /** What was typed on the command line, else what a person says, else the usual. */
    private String answer(@Nullable String given, String question, String usual) {
        return given != null ? given : Interview.said(frame().around().question(), question, usual);
    }

    private String usualKey() {
        var folder = State.home(frame().around().environment()).resolve(".ssh");
        return USUAL_KEYS.stream()
                .filter(usual -> Files.isRegularFile(folder.resolve(usual)))
                .map(usual -> "~/.ssh/" + usual)
                .findFirst()
                .orElse("");
    }

    /** The relay with a host key that somebody said yes to. */
    private RelayFile consented(RelayFile relay, Path file) throws IOException {
        if (relay.key().isEmpty() && relay.password().isEmpty()) {
            var own = frame().state().key();
            say(Mark.SEEN, "this computer's own key logs in", own.file() + ".pub");
        }
        if (frame().relays().pinned(relay).isPresent()) {
            return relay;
        }
        var shown = frame().relays().shown(relay);
        say(Mark.SEEN, "the server shows the host key " + shown, "");
        say(Mark.ASKED, "compare it on the server itself:", RelayProblems.HOST_KEYS);
        if (!acceptRelayKey
                && !answer(null, "is this the server's key? yes or no", "no").matches("(?i)y|yes")) {
            throw new ProblemException(RelayProblems.unknownKey(relay, shown));
        }
        RelayFolder.pin(file, shown);
        say(Mark.DONE, "wrote host-key into " + file, "");
        return SiteFiles.relay(file);
    }

    private void say(Mark mark, String what, String evidence) {
        frame().console().step(mark, what, evidence);
    }
}
