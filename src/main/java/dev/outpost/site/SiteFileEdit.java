package dev.outpost.site;

import dev.outpost.step.PlainFile;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlEdit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A site file as it is and as it shall be; comments and layout stay.
 *
 * @param before the text as it lies there
 * @param after the text that takes its place
 */
public record SiteFileEdit(Path file, String before, String after) {
    private static final String VIEWERS = "viewers";

    /** The file with one more viewer. */
    public static SiteFileEdit withViewer(Site site, String name) {
        var text = text(site.file());
        return new SiteFileEdit(
                site.file(),
                text,
                site.viewers().contains(name)
                        ? text
                        : new YamlEdit(text).adding(VIEWERS, name).text());
    }

    /** The file without a viewer. */
    public static SiteFileEdit withoutViewer(Site site, String name) {
        var text = text(site.file());
        return new SiteFileEdit(
                site.file(), text, new YamlEdit(text).removing(VIEWERS, name).text());
    }

    /** The file as it lies there. */
    public static SiteFileEdit none(Site site) {
        var text = text(site.file());
        return new SiteFileEdit(site.file(), text, text);
    }

    public boolean isEmpty() {
        return before.equals(after);
    }

    /**
     * The site that the new text asks for.
     *
     * @throws dev.outpost.step.ProblemException exit 2 where it would be none; nothing is written then
     */
    public Site site() {
        return new SiteReader(Yaml.parse(file.toString(), after).map(), file).read();
    }

    /** The file is the old or the new one at any moment; a link stays one. */
    public void write() {
        try {
            var target = file.toRealPath();
            var fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.copy(target, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(fresh, after);
            PlainFile.move(fresh, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return PlainFile.of(file).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
