package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApnBookTest {
    private final ApnBook book = ApnBook.shipped();

    @Test
    void saysWhichVersionOfTheDataItHas() {
        assertTrue(book.version().matches("20\\d{6}-\\d+"), book.version());
        assertTrue(book.networks() > 700);
    }

    @Test
    void findsTheNameByTheHomeNetworkOfTheImsi() {
        var network = book.network("404100000000147", Optional.empty());

        assertEquals("404-10", network);
        assertEquals(Optional.of("airtelgprs.com"), book.choose(network).value());
    }

    @Test
    void readsThreeDigitsWhereTheCardSaysSo() {
        assertEquals("404-100", book.network("404100000000147", Optional.of(3)));
        assertEquals("310-410", book.network("310410000000000", Optional.empty()));
    }

    @Test
    void showsThatSeveralProvidersShareANetwork() {
        var apn = book.choose("404-28");

        assertTrue(apn.source().orElseThrow().contains("one of"), apn.source().toString());
        assertFalse(apn.alternatives().isEmpty());
    }

    @Test
    void inventsNothingForANetworkThatIsNotListed() {
        assertEquals(SimCard.Apn.UNKNOWN, book.choose("405-857"));
    }
}
