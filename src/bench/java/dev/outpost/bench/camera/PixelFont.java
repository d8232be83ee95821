package dev.outpost.bench.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;
import java.util.Map;

/** Letters of five by seven dots, as a camera writes into its picture; needs no fonts on the machine. */
final class PixelFont {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 7;

    /** Seven rows a glyph, top first, each a number of five bits written in base 32. */
    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry('A', "EHHVHHH"),
            Map.entry('B', "UHHUHHU"),
            Map.entry('C', "EHGGGHE"),
            Map.entry('D', "UHHHHHU"),
            Map.entry('E', "VGGUGGV"),
            Map.entry('F', "VGGUGGG"),
            Map.entry('G', "EHGNHHE"),
            Map.entry('H', "HHHVHHH"),
            Map.entry('I', "E44444E"),
            Map.entry('J', "1111HHE"),
            Map.entry('K', "HIKOKIH"),
            Map.entry('L', "GGGGGGV"),
            Map.entry('M', "HRLLHHH"),
            Map.entry('N', "HPPLJJH"),
            Map.entry('O', "EHHHHHE"),
            Map.entry('P', "UHHUGGG"),
            Map.entry('Q', "EHHHLID"),
            Map.entry('R', "UHHUKIH"),
            Map.entry('S', "FGGE11U"),
            Map.entry('T', "V444444"),
            Map.entry('U', "HHHHHHE"),
            Map.entry('V', "HHHHHA4"),
            Map.entry('W', "HHHLLRH"),
            Map.entry('X', "HHA4AHH"),
            Map.entry('Y', "HHA4444"),
            Map.entry('Z', "V1248GV"),
            Map.entry('0', "EHJLPHE"),
            Map.entry('1', "4C4444E"),
            Map.entry('2', "EH1248V"),
            Map.entry('3', "V2421HE"),
            Map.entry('4', "26AIV22"),
            Map.entry('5', "VGU11HE"),
            Map.entry('6', "68GUHHE"),
            Map.entry('7', "V124888"),
            Map.entry('8', "EHHEHHE"),
            Map.entry('9', "EHHF12C"),
            Map.entry('-', "000E000"),
            Map.entry(':', "0CC0CC0"),
            Map.entry('.', "00000CC"),
            Map.entry('/', "01248G0"));

    private PixelFont() {}

    /** Width in pixels of a text whose dots have the given size. */
    static int width(String text, int dot) {
        return text.length() * (WIDTH + 1) * dot;
    }

    /** Writes white letters with a dark edge, so that they can be read on sky and on straw. */
    static void write(Graphics2D canvas, String text, int left, int top, int dot) {
        canvas.setColor(new Color(0, 0, 0, 170));
        dots(canvas, text, left + dot / 2 + 1, top + dot / 2 + 1, dot);
        canvas.setColor(Color.WHITE);
        dots(canvas, text, left, top, dot);
    }

    private static void dots(Graphics2D canvas, String text, int left, int top, int dot) {
        var x = left;
        for (var letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            var rows = GLYPHS.getOrDefault(letter, "0000000");
            for (var row = 0; row < HEIGHT; row++) {
                var bits = Character.digit(rows.charAt(row), 32);
                for (var column = 0; column < WIDTH; column++) {
                    if ((bits & (1 << (WIDTH - 1 - column))) != 0) {
                        canvas.fillRect(x + column * dot, top + row * dot, dot, dot);
                    }
                }
            }
            x += (WIDTH + 1) * dot;
        }
    }
}
