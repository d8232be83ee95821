package dev.outpost.reach;

import dev.outpost.profile.DdnsProvider.Login;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.shell.Secret;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Step;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The site's name follows the address of wan: a script of ours tells the provider. Not ddns-scripts, of which two generations are about: they put the
 * password into a command line (facts/way-in.md#ddns-scripts), and look the name up where the router's own cache answers.
 *
 * @param password of the account at the provider
 */
public record KeepName(DdnsWish name, Secret password) implements Step<RouterFacts> {
    private static final String REQUEST = "/etc/outpost-ddns";

    /** Put in by the router's script, and there alone: no percent-encoded text and no JSON of ours holds it. */
    private static final String IP = "@IP@";

    private static final List<OwnFile> FILES = List.of(
            OwnFile.program(
                    "/usr/sbin/outpost-ddns",
                    "tells the name's provider which address wan has",
                    List.of("stick-web", "ddns")),
            OwnFile.script("/etc/init.d/outpost-ddns", "ddns-init", "starts it"));

    @Override
    public String title() {
        return name.hostname() + " follows the address of wan, by "
                + name.provider().name();
    }

    @Override
    public Finding check(RouterFacts router) {
        var changes = new ArrayList<Change>();
        var good = name.provider().good();
        var section = Sections.section("ddns", "ddns").option("hostname", name.hostname());
        SectionChange.missing(
                        router,
                        "outpost",
                        (good.isEmpty() ? section : section.option("good", "\\(" + String.join("\\|", good) + "\\)"))
                                .build())
                .ifPresent(changes::add);
        var request = new OwnFile(
                REQUEST, "600", request().reveal(), "for " + name.provider().name() + ", root's alone");
        if (!request.isOn(router)) {
            changes.add(request.putSecretly());
        }
        var files = new PutFiles(title(), FILES).check(router).changes();
        if (files.isEmpty() && !changes.isEmpty()) {
            changes.add(new RouterChange.Put(FILES.getLast()));
        }
        changes.addAll(files);
        return Finding.of(changes, "its request is there, and who makes it starts with the router");
    }

    /** A site that is called by no name any more: without its section the router's own program takes itself and the secret away. */
    static Step<RouterFacts> gone() {
        return Step.of(
                "no name follows the address of wan",
                router -> Finding.of(ConfigChange.only(router, "outpost", List.of(), "ddns"), "no name is kept"));
    }

    /** What curl reads from its standard input: every value is quoted as its manual says, and what goes into a URL is percent-encoded. */
    Secret request() {
        if (password.reveal().isEmpty() || password.reveal().chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(ProblemCode.SECRET_MISSING.problem(
                    "the password for " + name.hostname() + " is empty or holds a control character",
                    "no provider has such a one",
                    "correct what access.ddns.password names"));
        }
        var provider = name.provider();
        var lines = new ArrayList<String>();
        lines.add(option("url", filled(provider.url(), true)));
        provider.method().ifPresent(method -> lines.add(option("request", method)));
        provider.data().ifPresent(data -> {
            lines.add(option("header", "Content-Type: application/json"));
            lines.add(option("data", filled(data, false)));
        });
        if (provider.login() == Login.BASIC) {
            lines.add(option("user", name.username() + ":" + password.reveal()));
        }
        if (provider.login() == Login.BEARER) {
            lines.add(option("header", "Authorization: Bearer " + password.reveal()));
        }
        lines.add("silent");
        lines.add("globoff");
        lines.add("max-time = 30");
        lines.add(option("user-agent", "outpost"));
        lines.add("write-out = \"\\n%{http_code}\"");
        return Secret.of(String.join("\n", lines) + "\n");
    }

    private String filled(String text, boolean isUrl) {
        var slashes = name.provider().username().isPresent(); // its form was checked when the file was read
        return text.replace("[DOMAIN]", name.hostname())
                .replace("[LABEL]", name.hostname().replaceFirst("\\..*", ""))
                .replace("[USERNAME]", isUrl && !slashes ? encoded(name.username()) : name.username())
                .replace("[PASSWORD]", encoded(password.reveal()))
                .replace("[IP]", IP);
    }

    private static String option(String name, String value) {
        return name + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** RFC 3986, 2.3: what is unreserved stays. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** What came of telling the provider, in the words of the router's script. */
    public static void require(DdnsWish name, String said, String file) {
        var word = said.strip();
        if (word.startsWith("sent ") || word.startsWith("stands ")) {
            return;
        }
        var hidden = word.startsWith("hidden ");
        throw new ProblemException(new Problem(
                hidden ? ProblemCode.WAY_HIDDEN : ProblemCode.WAY_NAME_REFUSED,
                hidden
                        ? "wan has " + word.substring(7) + ", behind carrier NAT: it was not put into the name "
                                + name.hostname()
                        : name.provider().name() + " did not take the address for " + name.hostname() + ": "
                                + (word.isEmpty() ? "no answer" : word),
                hidden ? "an address that nobody outside can call leads nowhere" : because(word),
                "correct access.ddns in " + file + ", then run: outpost apply " + file));
    }

    private static String because(String word) {
        return switch (word) {
            case "refused a-web-page" ->
                "a web page came back: a hotspot or a stick without internet answers for everybody";
            case "refused HTTP-429" -> "it was told too often; it takes no more for a while";
            default ->
                word.startsWith("failed ")
                        ? "curl on the router ended with status " + word.substring(7)
                                + " (6: the provider's name is not found, 7 or 28: it does not answer, 60: its certificate)"
                        : "wrong user name or password, or a name that is not of this account";
        };
    }
}
