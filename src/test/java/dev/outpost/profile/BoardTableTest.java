package dev.outpost.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardTableTest {
    private static final BoardTable SHIPPED = BoardTable.shipped();

    private final BoardTable small = new BoardTable("""
            # a remark
            source\tlists of nobody's, read on 2030-01-01
            acme,ax-1\tx/y\tAcme AX-1\t7808\tkmod-usb2 kmod-usb-ohci\t24.10 25.12
            acme,ax-1-v2\tx/y\tAcme AX-1 v2\t-\t-\t25.12
            other,box\tx/z\t-\t-\t-\t25.12
            """);

    @ParameterizedTest
    @CsvSource({
        "acme ax-1, 'acme,ax-1'",
        "AX1, 'acme,ax-1'",
        "'acme,ax-1', 'acme,ax-1'",
        "Acme_AX-1_V2, 'acme,ax-1-v2'",
        "box, 'other,box'",
        "'  Other   Box ', 'other,box'",
    })
    void findsTheOneThatIsCalledExactlySo(String word, String first) {
        assertEquals(first.split(",")[0], small.called(word).getFirst().id().split(",")[0]);
        assertEquals(1, small.called(word).size());
    }

    @Test
    void findsAllThatHoldEveryPart() {
        assertEquals(
                List.of("acme,ax-1", "acme,ax-1-v2"),
                small.called("acme ax").stream().map(BoardTable.Board::id).toList());
        assertEquals(List.of(), small.called("acme box"));
        assertEquals(List.of(), small.called(" - "));
    }

    @Test
    void saysNoMoreThanTheListsDo() {
        var known = small.board("acme,ax-1").orElseThrow().profile();
        var bare = small.board("other,box").orElseThrow().profile();

        assertEquals(Optional.of("7808"), known.fact("firmware-kib"));
        assertEquals(Optional.of("kmod-usb2 kmod-usb-ohci"), known.fact("image-packages"));
        assertEquals(Optional.of("x/z"), bare.fact("target"));
        assertEquals(1, bare.facts().size());
        assertEquals(
                "lists of nobody's, read on 2030-01-01", bare.facts().getFirst().source());
        assertEquals("other,box", bare.name());
    }

    @Test
    void holdsWhatOpenWrtBuilds() {
        var mini = SHIPPED.board("xiaomi,miwifi-mini").orElseThrow();

        assertTrue(SHIPPED.boards().size() > 2000);
        assertTrue(SHIPPED.source().contains("profiles.json"), SHIPPED.source());
        assertEquals("ramips/mt7620", mini.target());
        assertEquals(Optional.of(15872), mini.imageKib());
        assertEquals(List.of("22.03", "23.05", "24.10", "25.12"), mini.series());
        assertTrue(SHIPPED.boards().stream()
                .noneMatch(b -> b.id().isBlank() || !b.target().contains("/")));
    }

    /** Our own profiles' targets are what the lists say. */
    @Test
    void agreesWithTheProfiles() {
        for (var router : ProfileBook.shipped().devices()) {
            router.boards().stream()
                    .flatMap(id -> SHIPPED.board(id).stream())
                    .forEach(b -> assertEquals(router.fact("target"), Optional.of(b.target()), b.id()));
        }
    }
}
