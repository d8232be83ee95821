package dev.outpost.cli;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.proof.Show;
import dev.outpost.proof.Snippets.Program;
import dev.outpost.proof.Snippets.ShownStream;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.text.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "what another program needs to see the cameras, or reach the router: text to paste",
            "Asks nobody; no password or key is printed"
        },
        footer = {
            "",
            "Examples:",
            "  outpost show barn-north.yaml --for go2rtc",
            "  outpost show barn-north.yaml --for frigate --output frigate.yaml     with the passwords, 0600",
            "  outpost show barn-north.yaml --for ssh >> ~/.ssh/config"
        })
final class ShowCommand extends Work {
    /** As they are typed. */
    enum Wanted {
        frigate,
        go2rtc,
        homeassistant,
        vlc,
        ssh,
        wireguard
    }

    @Parameters(paramLabel = "SITE", description = "a site file")
    Path file = Path.of("");

    @Option(
            names = "--for",
            required = true,
            paramLabel = "PROGRAM",
            description = "frigate, go2rtc, homeassistant, vlc, ssh or wireguard")
    Wanted wanted = Wanted.vlc;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "write it there, 0600, with the passwords in their places; the file must be new")
    @Nullable
    Path output;

    @Override
    Exit work() {
        var site = SiteFiles.site(file);
        var program = Program.valueOf(wanted.name().toUpperCase(Locale.ROOT));
        var into = Optional.ofNullable(output);
        into.filter(Files::exists).ifPresent(there -> {
            throw RunOptions.mistake("--output " + there + " is there already", "name a file that is not");
        });
        var shown = new Show(site, frame().state(), frame().secrets()).to(program, into.isPresent());
        into.ifPresent(there -> PrivateFiles.write(there, shown.text()));
        return frame().tell(
                        () -> document(site.name(), program, into, shown),
                        () -> into.ifPresentOrElse(
                                there -> frame().console()
                                        .step(Mark.DONE, "written, 0600: " + there, "for " + program.where()),
                                () -> print(shown.text())));
    }

    private static Map<String, @Nullable Object> document(
            String site, Program program, Optional<Path> into, Show.Shown shown) {
        return Json.object(
                "schema", "outpost.show/1",
                "site", site,
                "for", program.word(),
                "where", program.where(),
                "text", into.isPresent() ? null : shown.text(),
                "output", into,
                "secretFiles", shown.files(),
                "streams", shown.streams().stream().map(ShowCommand::stream).toList(),
                "checkedBy", program.checkedBy());
    }

    /** As it is to be pasted: nothing wrapped, nothing coloured. */
    private void print(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        frame().around().out().write(bytes, 0, bytes.length);
        frame().around().out().flush();
    }

    private static Map<String, @Nullable Object> stream(ShownStream stream) {
        return Json.object(
                "camera", stream.camera(),
                "address", stream.host(),
                "main", "rtsp://" + stream.host() + stream.main(),
                "small", "rtsp://" + stream.host() + stream.small(),
                "username", stream.user(),
                "provenAt", stream.seen());
    }
}
