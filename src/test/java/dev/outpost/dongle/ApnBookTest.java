package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApnBookTest {
    private final ApnBook book = ApnBook.shipped();

    @Test
    void saysWhichVersionOfTheDataItHas() {
        var source = book.choose("404-10").source().orElseThrow();

        assertTrue(source.matches("mobile-broadband-provider-info 20\\d{6}-\\d+: .*"), source);
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

    /** The network's own operator first, then what the card calls itself, then what the network has granted; the last word is the strongest. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "262-01, -, -, internet.telekom",
                "262-01, Telekom.de, -, internet.telekom",
                "262-01, congstar, -, internet.t-mobile",
                "262-01, Some Discounter, -, internet.telekom",
                "262-01, congstar, internet.v6.telekom.mnc001.mcc262.gprs, internet.v6.telekom",
                "262-01, -, ims.mnc001.mcc262.gprs, internet.telekom",
                "262-02, Vodafone.de, -, web.vodafone.de",
                "262-07, o2 - de, -, internet",
                "262-07, FONIC, -, pinternet.interkom.de",
                "222-01, -, -, ibox.tim.it",
                "222-01, CoopVoce, -, web.coopvoce.it",
                "222-99, 3 ITA, -, tre.it",
                "234-10, giffgaff, -, giffgaff.com",
                "234-10, -, -, mobile.o2.co.uk",
                "310-260, Mint, -, wholesale",
                "310-260, -, -, fast.t-mobile.com",
                "404-10, airtel India, -, airtelgprs.com"
            })
    void ofSeveralProvidersTheRightOneComesFirst(String network, String cardSays, String granted, String apn) {
        assertEquals(
                Optional.of(apn),
                book.choose(network, Optional.ofNullable(cardSays), Optional.ofNullable(granted))
                        .value());
    }

    @Test
    void namesACardsProviderThatNobodyKnows() {
        var apn = book.choose("262-01", Optional.of("Some Discounter"), Optional.empty());

        assertTrue(
                apn.source().orElseThrow().contains("Some Discounter"),
                apn.source().toString());
        assertTrue(apn.alternatives().contains("internet.v6.telekom"));
    }

    @Test
    void knowsEveryOwnerThatTheListNames() throws IOException {
        for (var line : Files.readAllLines(Path.of("src/main/resources/dev/outpost/dongle/network-owners.tsv"))) {
            var columns = line.split("\t", 2);
            if (!line.startsWith("#")) {
                assertEquals(columns[1], book.providers(columns[0]).getFirst(), line);
            }
        }
    }
}
