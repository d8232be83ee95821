package dev.outpost.router;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import dev.outpost.shell.Script;
import dev.outpost.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The one look at a router: every fact in a single exec channel, nothing changed. */
public final class Look {
    /** A small router answers in two or three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String PART = "#: ";

    private Look() {}

    /**
     * Looks.
     *
     * @throws IOException when the connection broke or the host has no POSIX shell
     * @throws dev.outpost.step.ProblemException {@code ROUTER-NOT-OPENWRT} when it is something else
     */
    public static RouterFacts at(RemoteShell shell) throws IOException {
        return read(shell.run(Batch.of(parts()), PATIENCE));
    }

    /** The same with the stick before wan: it is spoken to only where the site file asks for something of it. */
    public static RouterFacts forSite(RemoteShell shell, Site site) throws IOException {
        return site.modem().hilink().isEmpty()
                ? at(shell)
                : read(shell.run(Batch.of(parts()).then(StickFacts.look()), PATIENCE));
    }

    /** What the answers of {@link #parts} say; a part that is missing says nothing. */
    public static RouterFacts read(List<Answer> answers) {
        return new FactsReader(answers).facts();
    }

    /** The parts of {@code look.sh}, each a script of its own. */
    public static List<Script> parts() {
        var parts = new ArrayList<Script>();
        for (var text : Script.in(Look.class, "look").text().split("(?m)^(?=" + PART + ")")) {
            if (text.startsWith(PART)) {
                var end = text.indexOf('\n');
                parts.add(part(text.substring(PART.length(), end).strip(), text.substring(end + 1)));
            }
        }
        return List.copyOf(parts);
    }

    private static Script part(String name, String text) {
        var script = Script.of(name, text);
        return name.equals("handler") ? script.after(Script.in(Look.class, "handler")) : script;
    }

    /** What makes the handler of ncm understand a modem's name. */
    public static Script cure() {
        return Script.in(Look.class, "cure").after(Script.in(Look.class, "handler"));
    }

    /** One of the parts. */
    public static Script part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part of the look is called " + name));
    }
}
