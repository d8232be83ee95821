package dev.outpost.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlEditTest {
    /** Only the words that change are touched; ¶ is a line's end. */
    @ParameterizedTest(name = "{0} + tablet")
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            site: a¶viewers: [phone, office]  # who¶x: 1¶  ~ site: a¶viewers: [phone, office, tablet]  # who¶x: 1¶
            viewers: [ "phone" ]¶                          ~ viewers: [ "phone", tablet ]¶
            viewers: []   # nobody¶                        ~ viewers: [tablet]   # nobody¶
            viewers: [phone,¶  office]¶                    ~ viewers: [phone,¶  office, tablet]¶
            viewers:¶  - phone  # mine¶  - office¶x: 1¶    ~ viewers:¶  - phone  # mine¶  - office¶  - tablet¶x: 1¶
            viewers:¶- phone¶# end¶                        ~ viewers:¶- phone¶- tablet¶# end¶
            viewers:¶- phone                               ~ viewers:¶- phone¶- tablet
            site: a¶# viewers: [x]¶                        ~ site: a¶# viewers: [x]¶viewers: [tablet]¶
            site: a                                        ~ site: a¶viewers: [tablet]¶
            viewers:¶site: a¶                              ~ site: a¶viewers: [tablet]¶
            # żółw 🐢¶"s": é¶viewers: [a]¶                 ~ # żółw 🐢¶"s": é¶viewers: [a, tablet]¶
            """)
    void addsAWord(String before, String after) {
        var edited = new YamlEdit(lines(before)).adding("viewers", "tablet");

        assertEquals(lines(after), edited.text());
        assertTrue(Yaml.parse("f", edited.text()).map().strings("viewers").contains("tablet"));
        assertEquals(
                edited,
                new YamlEdit(lines(before))
                        .adding("viewers", "other")
                        .removing("viewers", "other")
                        .adding("viewers", "tablet"),
                "there and back");
    }

    @ParameterizedTest(name = "{0} - phone")
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            viewers: [phone, office]  # who¶         ~ viewers: [office]  # who¶
            viewers: [office, phone]¶                ~ viewers: [office]¶
            viewers: [a, "phone", b]¶                ~ viewers: [a, b]¶
            viewers: [phone]  # who¶x: 1¶            ~ viewers: []  # who¶x: 1¶
            viewers:¶  - phone  # mine¶  - b¶x: 1¶   ~ viewers:¶  - b¶x: 1¶
            viewers:¶  # mine¶  - phone¶x: 1¶        ~ viewers: []¶  # mine¶x: 1¶
            viewers: [office]¶                       ~ viewers: [office]¶
            site: a¶                                 ~ site: a¶
            """)
    void takesAWordAway(String before, String after) {
        assertEquals(
                lines(after),
                new YamlEdit(lines(before)).removing("viewers", "phone").text());
    }

    @ParameterizedTest(name = "{0} with host-key")
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            host: a¶# host-key: SHA256:...   # shown¶x: 1¶   ~ host: a¶host-key: SHA256:b¶x: 1¶
            host: a¶host-key: SHA256:old  # why¶             ~ host: a¶host-key: SHA256:b  # why¶
            host: a                                          ~ host: a¶host-key: SHA256:b¶
            key: a¶other-host-key: c¶                        ~ key: a¶other-host-key: c¶host-key: SHA256:b¶
            """)
    void setsAValue(String before, String after) {
        assertEquals(
                lines(after),
                new YamlEdit(lines(before)).with("host-key", "SHA256:b").text());
    }

    @Test
    void linesOfWindowsStay() {
        assertEquals(
                "a: 1\r\nviewers: [x, y]\r\n",
                new YamlEdit("a: 1\r\nviewers: [x]\r\n").adding("viewers", "y").text());
    }

    private static String lines(String shown) {
        return shown.replace("¶", "\n");
    }
}
