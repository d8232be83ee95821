package dev.outpost.relay;

/** What one file of a site on the relay turned out to be: one that makes no sense stands in nobody else's way. */
public sealed interface SiteFile {

    /** The file's name, which is the site's own. */
    String name();

    /** A site. */
    record Whole(SiteOnRelay site) implements SiteFile {
        @Override
        public String name() {
            return site.site();
        }
    }

    /**
     * No site can be made of it.
     *
     * @param name of the file
     * @param why the line and what is wrong there
     */
    record Broken(String name, String why) implements SiteFile {}

    /**
     * Reads one file; what a host's disk holds is data, and never an error of ours.
     *
     * @param name of the file, which is the site's own
     */
    static SiteFile read(String name, String text) {
        try {
            var site = SiteOnRelay.parse(text);
            return site.site().equals(name) ? new Whole(site) : new Broken(name, "it speaks of site " + site.site());
        } catch (IllegalArgumentException e) {
            return new Broken(name, String.valueOf(e.getMessage()));
        }
    }
}
