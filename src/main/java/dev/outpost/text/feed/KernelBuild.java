package dev.outpost.text.feed;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One build of a kernel; a module of another build installs and then does not load.
 *
 * <p>Written three ways: {@code 5.15.189-1-HASH} (23.05, and the folder of its modules in every release), {@code 6.6.144~HASH-r1} (24.10
 * and 25.12).
 *
 * @param version {@code 6.6.144}
 * @param hash 32 hexadecimal digits
 */
public record KernelBuild(String version, String hash) {
    private static final Pattern OLD = Pattern.compile("([0-9][0-9.]*)-[0-9]+-([0-9a-f]{32})");
    private static final Pattern NEW = Pattern.compile("([0-9][0-9.]*)~([0-9a-f]{32})(?:-r[0-9]+)?");

    /** Empty where the text is no build: the router's package list does not know its kernel, or it was built by hand. */
    public static Optional<KernelBuild> parse(String text) {
        for (var form : new Pattern[] {OLD, NEW}) {
            var match = form.matcher(text.strip());
            if (match.matches()) {
                return Optional.of(new KernelBuild(match.group(1), match.group(2)));
            }
        }
        return Optional.empty();
    }

    /** Whether two ways of writing mean one build; texts that are no builds must be equal. */
    public static boolean same(String a, String b) {
        var build = parse(a);
        return build.isPresent() ? build.equals(parse(b)) : !a.isBlank() && a.equals(b);
    }

    /** The folder of its modules on the package server. */
    public String folder() {
        return version + "-1-" + hash;
    }
}
