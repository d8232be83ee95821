package dev.outpost.router;

import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of our own are on the router, as this version has them; a service among them is started again when any of them changed. */
public record PutFiles(String title, List<OwnFile> files) implements Step<RouterFacts> {
    private static final String SERVICES = "/etc/init.d/";

    public PutFiles {
        files = List.copyOf(files);
    }

    /** The same with the section of {@code /etc/config/outpost} that they read. */
    public static Finding check(
            String title, SectionChange.Wanted section, List<OwnFile> files, String evidence, RouterFacts router) {
        return Finding.of(
                Stream.concat(
                                ConfigChange.only(router, "outpost", List.of(section)).stream(),
                                new PutFiles(title, files).check(router).changes().stream())
                        .toList(),
                evidence);
    }

    @Override
    public Finding check(RouterFacts router) {
        var isThere = files.stream().allMatch(file -> file.isOn(router) && isEnabled(file, router));
        return isThere
                ? Finding.satisfied(files.stream().map(OwnFile::path).collect(Collectors.joining(", ")))
                : new Finding.Needed(
                        files.stream().<Change>map(RouterChange.Put::new).toList());
    }

    /** A service starts by a link of {@code /etc/rc.d}. */
    private static boolean isEnabled(OwnFile file, RouterFacts router) {
        var name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return !file.path().startsWith(SERVICES)
                || router.ours().keySet().stream().anyMatch(path -> path.matches("/etc/rc\\.d/S[0-9]{2}" + name));
    }
}
