package dev.outpost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.text.MistakesInFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
    private static final String DEFAULTS = """
            defaults:
              router: {lan: auto}
              modem: {apn: internet.example, spares: [huawei-hilink, zte-mf823]}
              viewers: [phone]
              cameras: [{name: yard, address: 192.168.1.64, username: viewer}, {name: gate, address: 192.168.1.65}]
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void laysEachUnitOverTheDefaultsKeyByKeyAndReplacesLists() {
        var sites = read(DEFAULTS + """
                units:
                  - {site: one, reach: "10.0.0.1:2201", mac: "50:d4:f7:00:00:01"}
                  - {site: two, reach: "10.0.0.1:2202", modem: {spares: [sierra-em9191]}, viewers: []}
                """).sites();

        assertEquals(List.of("one", "two"), sites.stream().map(Site::name).toList());
        assertEquals(new Reach("10.0.0.1", 2201), sites.get(0).reach());
        assertEquals(Optional.of("50:d4:f7:00:00:01"), sites.get(0).mac());
        assertEquals(new LanWish.Auto(), sites.get(0).lan());
        assertEquals(List.of("huawei-hilink", "zte-mf823"), sites.get(0).modem().spares());
        assertEquals(List.of("sierra-em9191"), sites.get(1).modem().spares());
        assertEquals(Optional.of("internet.example"), sites.get(1).modem().apn());
        assertEquals(List.of(), sites.get(1).viewers());
    }

    @Test
    void hasShortWordsForTheFirstCameraAndTheSim() {
        var site = read(DEFAULTS + """
                units:
                  - {site: one, reach: 10.0.0.1, camera: {address: 192.168.1.70}, sim: {apn: other.example, pin: env:PIN_1}}
                """).sites().getFirst();

        assertEquals(Ipv4.of("192.168.1.70"), site.cameras().getFirst().address());
        assertEquals(Optional.of("viewer"), site.cameras().getFirst().username());
        assertEquals("gate", site.cameras().get(1).name());
        assertEquals(Optional.of("other.example"), site.modem().apn());
        assertEquals(Optional.of(new SecretSource.Env("PIN_1")), site.modem().pin());
    }

    @Test
    void readsUnitsFromATableBesideIt() throws IOException {
        Files.writeString(folder.resolve("units.csv"), """
                site,reach,camera.address,sim.apn
                one,10.0.0.1:2201,192.168.1.70,
                "two", 10.0.0.1:2202,,"other.example"
                """);

        var sites = read(DEFAULTS + "units: units.csv\n").sites();

        assertEquals(Ipv4.of("192.168.1.70"), sites.get(0).cameras().getFirst().address());
        assertEquals(Optional.of("internet.example"), sites.get(0).modem().apn());
        assertEquals(Ipv4.of("192.168.1.64"), sites.get(1).cameras().getFirst().address());
        assertEquals(Optional.of("other.example"), sites.get(1).modem().apn());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            site,reach¶one,10.0.0.1¶two,10.0.0.300       ~ 3:5  ~ '10.0.0.300' cannot be used
            site,reach¶one,10.0.0.1,x                    ~ 2:14 ~ a cell without a column
            site,reach,camra.address¶one,10.0.0.1,1.2.3.4 ~ 1:12 ~ unknown key 'camra'
            site,reach¶one,"10.0.0.1                     ~ 2:5  ~ a quote is not closed
            site,reach,sim.pin¶one,10.0.0.1,1234         ~ 2:14 ~ a secret may not stand in a file
            """)
    void findsMistakesInTheTableByLineAndColumn(String table, String place, String what) throws IOException {
        var csv = Files.writeString(folder.resolve("units.csv"), table.replace("¶", "\n") + "\n");

        var problem = refused(DEFAULTS + "units: units.csv\n");

        assertTrue(problem.what().startsWith(csv + ":" + place + ": " + what), problem.what());
    }

    @Test
    void tellsEveryMistakeOfATable() throws IOException {
        Files.writeString(folder.resolve("units.csv"), """
                site,reach,camera.address,mac
                barn 1,192.168.1.300,192.168.1.64,
                barn-2,192.168.1.2,192.168.1.x,zz
                barn-2,192.168.1.3,192.168.1.65,
                """);

        var mistakes = assertThrows(MistakesInFile.class, () -> read(DEFAULTS + "units: units.csv\n"));

        assertEquals(
                List.of("2:1", "2:8", "3:20", "3:32", "4:1"),
                mistakes.all().stream()
                        .map(each -> each.place().line() + ":" + each.place().column())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            units: []                                                   ~ 1:1  ~ no unit at all
            units: [{site: a}]                                          ~ 1:10 ~ 'reach' is missing
            units: [{reach: 10.0.0.1}]                                  ~ 1:9  ~ 'site' is missing
            units: [{site: a, reach: b}, {site: a, reach: c}]           ~ 1:37 ~ the site name 'a' is taken
            units: [{site: a, reach: b}, {site: c, reach: b}]           ~ 1:47 ~ the address of a unit 'b' is taken
            units: [{site: a, reach: b, camra: {}}]                     ~ 1:29 ~ unknown key 'camra'
            units: [{site: a, reach: b}]¶defaults: {site: x}            ~ 2:12 ~ unknown key 'site'
            units: [{site: a, reach: b}]¶defalts: {}                    ~ 2:1  ~ unknown key 'defalts'
            units: gone.csv                                             ~ 1:8  ~ the table gone.csv cannot be read
            defaults: {}                                                ~ 1:1  ~ 'units' is missing
            """)
    void refusesAFleetThatCannotBe(String text, String place, String what) {
        var problem = refused(text.replace("¶", "\n") + "\n");

        assertTrue(problem.what().startsWith(folder.resolve("fleet.yaml") + ":" + place + ": " + what), problem.what());
        assertEquals(Exit.USAGE, problem.exit());
    }

    private Fleet read(String text) {
        try {
            return SiteFiles.fleet(Files.writeString(folder.resolve("fleet.yaml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Problem refused(String text) {
        return assertThrows(ProblemException.class, () -> read(text)).problem();
    }
}
