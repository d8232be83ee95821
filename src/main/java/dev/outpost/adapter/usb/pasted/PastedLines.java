package dev.outpost.adapter.usb.pasted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines as the program wrote them: without what mail programs, forums, chats, terminals and editors put around and between.
 *
 * <p>Each pattern is bounded, and runs of blanks are one blank afterwards, so that the work grows with the text and no faster.
 */
final class PastedLines {
    /** ECMA-48 control sequences; forums drop the escape character and leave the rest of a colour. */
    private static final Pattern COLOURS = Pattern.compile(
            "\\u001b\\[[0-9;?]{0,20}[A-Za-z]|\\u001b\\][^\\u0007\\u001b]{0,100}\\u0007|\\u001b.|\\[[0-9;]{1,8}m");

    private static final Pattern HTML = Pattern.compile(
            "</?(?:p|br|hr|pre|code|span|div|font|b|i|u|s|em|strong|mark|kbd|samp|tt|td|tr|th|li|ul|ol|table|tbody|a"
                    + "|html|head|body|title|meta|blockquote|cite|summary|details)(?:\\s[^<>]{0,300})?/?>",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BBCODE = Pattern.compile(
            "\\[/?(?:code|quote|color|colour|b|i|u|s|size|font|spoiler|hide|php|url|list|pre|icode|highlight|mono|tt|center|left"
                    + "|indent|bg|background|cut|mod|noparse|plain)(?:[= ][^\\[\\]]{0,100})?\\]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");

    private static final Map<String, String> ENTITIES = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "ensp", " ", "emsp", " ", "hash",
            "#", "num", "#");

    /** Markdown: bold, back ticks, and backslashes before what would be a mark. */
    private static final Pattern MARKDOWN = Pattern.compile("\\*\\*|`+|\\\\(?=[#*_()\\[\\]<>=.:|-])|~~");

    /** What a mail, a forum or a pager puts before a line: quotes, bars, line numbers. */
    private static final Pattern PREFIX = Pattern.compile("^(?:[>|»│\\s]|[A-Za-z]{1,4}>(?=\\s))+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u2000-\\u200a\\u202f\\u3000]+");

    private PastedLines() {}

    /** Without empty ones. */
    static List<String> of(String text) {
        var lines = new ArrayList<String>();
        for (var line : BREAK.split(withoutMarks(text))) {
            var clean = line(line);
            if (!clean.isEmpty()) {
                lines.add(clean);
            }
        }
        return lines;
    }

    private static final Pattern BREAK = Pattern.compile("\\R|(?i:<br ?/?>)");

    /** A soft line break of quoted-printable (RFC 2045, 6.7) is none, and its {@code =3D} is an equals sign. */
    private static String withoutMarks(String text) {
        return text.contains("=3D")
                ? text.replaceAll("=\\r?\\n", "")
                        .replace("=3D", "=")
                        .replace("=20", " ")
                        .replace("=23", "#")
                : text;
    }

    private static String line(String raw) {
        var text = COLOURS.matcher(raw).replaceAll("");
        text = HTML.matcher(text).replaceAll("");
        text = entities(entities(text));
        text = HTML.matcher(text).replaceAll("");
        text = BBCODE.matcher(text).replaceAll("");
        text = MARKDOWN.matcher(text).replaceAll("");
        text = letters(text);
        text = BLANKS.matcher(text).replaceAll(" ");
        return PREFIX.matcher(text).replaceFirst("").strip();
    }

    private static String entities(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return ENTITY.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            var plain = name.startsWith("#") ? code(name) : ENTITIES.get(name.toLowerCase(Locale.ROOT));
            return Matcher.quoteReplacement(plain == null ? found.group() : plain);
        });
    }

    private static String code(String name) {
        var hex = name.startsWith("#x") || name.startsWith("#X");
        var point = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
        return Character.isValidCodePoint(point) && point >= ' ' ? Character.toString(point) : " ";
    }

    /** Typographers' quotes, dashes and full-width signs back to what was typed; what has no width is dropped. */
    private static String letters(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\u2018', '\u2019', '\u201a', '\u2032' -> plain.append('\'');
                case '\u201c', '\u201d', '\u201e', '\u00ab', '\u2033' -> plain.append('"');
                case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> plain.append('-');
                case '\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u0000' -> {}
                case '\u2217', '\u2022', '\u2731' -> plain.append('*');
                default -> plain.append(c >= '\uff01' && c <= '\uff5e' ? (char) (c - 0xfee0) : c);
            }
        }
        return plain.toString();
    }
}
