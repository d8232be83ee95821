package dev.outpost.cli;

import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "profiles",
        description = "what is known about dongles, routers, cameras and power, each fact with its source",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  outpost profiles show huawei-e3372h-607"})
final class ProfilesCommand extends Work {
    @Command(
            name = "list",
            description = "every profile that comes with the program",
            footer = {"", "Example:", "  outpost profiles list"})
    int list() {
        var book = ProfileBook.shipped();
        return frame().tell(
                        () -> Json.object(
                                "schema", "outpost.profiles/1",
                                "dongles",
                                        book.dongles().stream()
                                                .map(ProfilesCommand::row)
                                                .toList(),
                                "devices",
                                        book.devices().stream()
                                                .map(ProfilesCommand::row)
                                                .toList()),
                        () -> list(book))
                .code();
    }

    private void list(ProfileBook book) {
        var console = frame().console();
        book.dongles().stream().collect(Collectors.groupingBy(DongleProfile::family)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(family -> {
                    console.title("dongles: " + family.getKey());
                    family.getValue().forEach(d -> console.step(Mark.SEEN, d.profile(), d.name()));
                });
        console.title("routers, cameras, power");
        book.devices().forEach(d -> console.step(Mark.SEEN, d.profile(), d.name()));
    }

    @Command(
            name = "show",
            description = "one profile as its file has it",
            footer = {"", "Example:", "  outpost profiles show huawei-e3372h-607"})
    int show(@Parameters(paramLabel = "NAME", description = "as the list has it") String name) {
        var path = ProfileBook.names().stream()
                .filter(p -> p.endsWith("/" + name + ".yaml"))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        var source = ProfileBook.source(path);
        return frame().tell(
                        () -> Json.object("schema", "outpost.profile/1", "profile", name, "source", source),
                        () -> source.lines().forEach(frame().console()::line))
                .code();
    }

    @Command(
            name = "check",
            description =
                    "read profiles strictly, of dongles, routers, cameras or power; the shipped ones where no file is named",
            footer = {"", "Example:", "  outpost profiles check my-dongle.yaml"})
    int check(
            @Parameters(paramLabel = "FILE", arity = "0..*", description = "files to read") @Nullable List<Path> files)
            throws IOException {
        var named = files == null ? List.<Path>of() : files;
        for (var file : named) {
            ProfileBook.check(file.toString(), PlainFile.of(file).text());
        }
        var count = named.isEmpty() ? ProfileBook.names().size() : named.size();
        if (named.isEmpty()) {
            ProfileBook.shipped();
        }
        return frame().tell(
                        () -> Json.object("schema", "outpost.profiles-check/1", "read", count, "mistakes", 0),
                        () -> frame().console().step(Mark.DONE, count + " profiles read, no mistake", ""))
                .code();
    }

    private static Map<String, @Nullable Object> row(DongleProfile d) {
        return Json.object("profile", d.profile(), "name", d.name(), "family", d.family(), "tried", d.tried());
    }

    private static Map<String, @Nullable Object> row(DeviceProfile d) {
        return Json.object("profile", d.profile(), "name", d.name(), "kind", d.kind(), "tried", d.tried());
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(ProblemCode.USAGE_NO_PROFILE.problem(
                "no profile is called '" + name + "'",
                "the names are those of: outpost profiles list",
                "outpost profiles list"));
    }
}
