package dev.outpost.profile;

import dev.outpost.step.Resource;
import dev.outpost.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The boards that OpenWrt builds images for: a resource that names its source and day. */
public final class BoardTable {
    private static final String RESOURCE = "/dev/outpost/router/boards.tsv";

    /** Letters of a part that says which board it is. */
    private static final int SHORTEST = 5;

    private static final BoardTable SHIPPED = new BoardTable(Resource.text(RESOURCE));

    private final String source;
    private final List<Board> boards;

    private BoardTable(String source, List<Board> boards) {
        this.source = source;
        this.boards = List.copyOf(boards);
    }

    BoardTable(String text) {
        var rows = text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t"))
                .toList();
        source = rows.stream()
                .filter(row -> row[0].equals("source"))
                .map(row -> row[1])
                .findFirst()
                .orElse("OpenWrt's lists of images");
        boards = rows.stream()
                .filter(row -> !row[0].equals("source"))
                .map(row -> board(row, source))
                .toList();
    }

    public static BoardTable shipped() {
        return SHIPPED;
    }

    /** "OpenWrt 22.03.7, ..., profiles.json of each target, read on ...". */
    public String source() {
        return source;
    }

    public List<Board> boards() {
        return boards;
    }

    /** With boards that it lacks. */
    public BoardTable and(List<Board> others) {
        var lacking = others.stream().filter(b -> board(b.id()).isEmpty());
        return new BoardTable(source, Stream.concat(boards.stream(), lacking).toList());
    }

    public Optional<Board> board(String id) {
        return boards.stream().filter(b -> b.id().equals(id)).findFirst();
    }

    /**
     * The boards that a person may mean by a word, whatever its case, blanks and marks and with or without the maker: those that are called
     * exactly so, else those whose id or name holds all its parts.
     *
     * @param word {@code miwifi mini}, {@code mr3020}, {@code GL-MT300N}
     */
    public List<Board> called(String word) {
        var plain = plain(word);
        if (plain.isEmpty()) {
            return List.of();
        }
        return Stream.<Predicate<Board>>of(
                        board -> plain(board.id()).equals(plain),
                        board -> plain(model(board)).equals(plain)
                                || plain(board.name()).equals(plain),
                        board -> parts(word).allMatch(part -> isIn(board, part)))
                .map(test -> boards.stream().filter(test).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The boards with a part of their name that is nearest to a mistyped word: {@code tl-mr3021-v3}, {@code miwfi}. */
    public List<Board> near(String word) {
        var parts = parts(word.replace('-', ' ')).toList();
        var names = boards.stream().flatMap(BoardTable::names).distinct().toList();
        var whole = Nearest.near(plain(word), names).map(List::of).orElse(List.of());
        return whole.isEmpty()
                ? parts.stream()
                        .filter(part -> part.length() >= SHORTEST)
                        .flatMap(part -> Nearest.near(part, names).stream())
                        .findFirst()
                        .map(near -> boards.stream()
                                .filter(board -> isIn(board, near))
                                .toList())
                        .orElse(List.of())
                : boards.stream()
                        .filter(board -> names(board).anyMatch(whole::contains))
                        .toList();
    }

    /** As one word, and the words of it. */
    private static Stream<String> names(Board board) {
        return Stream.concat(Stream.of(plain(model(board))), parts(model(board).replace('-', ' ')))
                .filter(part -> part.length() >= SHORTEST);
    }

    private static boolean isIn(Board board, String part) {
        return plain(board.id()).contains(part) || plain(board.name()).contains(part);
    }

    private static String model(Board board) {
        return board.id().substring(board.id().indexOf(',') + 1);
    }

    private static Stream<String> parts(String word) {
        return Arrays.stream(word.split("[\\s,_]+")).map(BoardTable::plain).filter(part -> !part.isEmpty());
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Board board(String[] row, String source) {
        return new Board(
                row[0],
                row[1],
                row[2].equals("-") ? row[0] : row[2],
                Optional.of(row[3]).filter(kib -> kib.matches("\\d{1,9}")).map(Integer::valueOf),
                words(row[4]),
                words(row[5]),
                source);
    }

    private static List<String> words(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" "));
    }

    /**
     * A board as OpenWrt's published lists of images have it; no profile, nobody has looked at it.
     *
     * @param id {@code xiaomi,miwifi-mini}
     * @param target {@code ramips/mt7620}
     * @param name for people
     * @param imageKib what an image may take at most: kernel and root together, or the root alone, as the target counts
     * @param usbDrivers kernel modules for USB that its image holds
     * @param series of OpenWrt that build an image for it
     */
    public record Board(
            String id,
            String target,
            String name,
            Optional<Integer> imageKib,
            List<String> usbDrivers,
            List<String> series,
            String source) {
        public Board {
            usbDrivers = List.copyOf(usbDrivers);
            series = List.copyOf(series);
        }

        /** As far as it goes: what the lists do not say is no fact of it. */
        public DeviceProfile profile() {
            var facts = new ArrayList<DeviceProfile.Fact>();
            facts.add(new DeviceProfile.Fact("target", target, source));
            imageKib.ifPresent(kib -> facts.add(new DeviceProfile.Fact("firmware-kib", String.valueOf(kib), source)));
            if (!usbDrivers.isEmpty()) {
                facts.add(new DeviceProfile.Fact("image-packages", String.join(" ", usbDrivers), source));
            }
            return new DeviceProfile("routers", id, name, List.of(id), facts, List.of());
        }
    }
}
