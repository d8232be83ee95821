package dev.outpost.camera;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a camera says in XML, read by local names as text: no entity is resolved, no document type is looked at, nothing is fetched. What is sent
 * back is what came, with single values changed, because some firmwares mind the order and the line breaks.
 *
 * @param text 64 Ki characters at most
 */
record Xml(String text) {
    /** Settings of a camera have some kilobytes. */
    static final int LONGEST = 64 << 10;

    private static final int LONGEST_VALUE = 2000;

    private static final String PREFIX = "(?:[A-Za-z0-9_.-]{1,40}:)?";
    private static final String ATTRIBUTES = "(?:\\s[^<>]{0,1000})?";

    Xml {
        if (text.length() > LONGEST) {
            text = "";
        }
    }

    /** Of more than {@link #LONGEST} bytes nothing is read. */
    static Xml of(byte[] bytes) {
        return new Xml(bytes.length > LONGEST ? "" : new String(bytes, StandardCharsets.UTF_8));
    }

    /** The text of the first element of this name that holds nothing but text; printable, 2000 characters at most. */
    Optional<String> element(String name) {
        var found = leaf(name).matcher(text);
        return found.find()
                ? Optional.of(plain(found.group(2).strip())).filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    /** The same as a number of so many digits at most. */
    Optional<Integer> number(String name, int digits) {
        return element(name)
                .filter(text -> text.matches("\\d{1," + digits + "}"))
                .map(Integer::valueOf);
    }

    boolean says(String name, String value) {
        return element(name).filter(value::equalsIgnoreCase).isPresent();
    }

    /** What stands inside each element of this name; elements of one name inside each other are not looked for. */
    List<Xml> parts(String name) {
        var parts = new ArrayList<Xml>();
        var found = whole(name).matcher(text);
        while (found.find() && parts.size() < 100) {
            parts.add(new Xml(found.group(2)));
        }
        return parts;
    }

    Optional<Xml> part(String name) {
        return parts(name).stream().findFirst();
    }

    /** The values of an attribute of each element of this name that has it. */
    List<String> attributes(String name, String attribute) {
        return Pattern.compile("<" + PREFIX + Pattern.quote(name) + "\\s[^<>]{0,500}?\\b" + Pattern.quote(attribute)
                        + "\\s*=\\s*\"([\\x20-\\x7e&&[^\"<&]]{0,200})\"")
                .matcher(text)
                .results()
                .limit(100)
                .map(found -> found.group(1))
                .toList();
    }

    /** The same with the text of the first element of this name changed; as it is where there is none. */
    Xml with(String name, String value) {
        var found = leaf(name).matcher(text);
        return found.find()
                ? new Xml(text.substring(0, found.start(2)) + escaped(value) + text.substring(found.end(2)))
                : this;
    }

    /** The same inside the first element of another name. */
    Xml within(String section, String name, String value) {
        var found = whole(section).matcher(text);
        return found.find()
                ? new Xml(text.substring(0, found.start(2))
                        + new Xml(found.group(2)).with(name, value).text()
                        + text.substring(found.end(2)))
                : this;
    }

    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    private static Pattern leaf(String name) {
        return Pattern.compile(
                "(<" + PREFIX + Pattern.quote(name) + ATTRIBUTES + ">)([^<]{0,3000}+)</" + PREFIX + Pattern.quote(name)
                        + ">",
                Pattern.CASE_INSENSITIVE);
    }

    private static Pattern whole(String name) {
        return Pattern.compile(
                "(<" + PREFIX + Pattern.quote(name) + ATTRIBUTES + ">)(.*?)</" + PREFIX + Pattern.quote(name) + ">",
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static String plain(String value) {
        var known = value.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
        var clean = Matcher.quoteReplacement("?");
        var printable = known.replaceAll("[^\\x20-\\x7e]", clean);
        return printable.length() > LONGEST_VALUE ? printable.substring(0, LONGEST_VALUE) : printable;
    }
}
