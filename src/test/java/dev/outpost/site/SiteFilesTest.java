package dev.outpost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Cidr;
import dev.outpost.net.Observer;
import dev.outpost.site.AccessWish.SoldAs;
import dev.outpost.site.AccessWish.WayIn;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.CameraWish.Service;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.MistakesInFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFilesTest {
    private static final String HEAD = "site: barn\nrouter: {reach: 192.168.1.1}\n";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aRelay() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(
                folder.resolve("relays/vps1.yaml"),
                "host: 203.0.113.10:2222\nuser: root\npassword: env:RELAY_PASSWORD\n");
    }

    @Test
    void fillsInEveryDefault() {
        var site = read(
                "site: barn-north\nrouter: {reach: 192.168.1.1}\ncameras: [{name: yard, address: 192.168.1.64}]\n");

        assertEquals("barn-north", site.name());
        assertEquals(new Reach("192.168.1.1", 22), site.reach());
        assertEquals(new LanWish.Stays(), site.lan());
        assertEquals(new SecretSource.Generate(), site.password());
        assertEquals(
                new ModemWish(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ModemWish.PinLock.KEEP,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                site.modem());
        assertEquals(
                new AccessWish(WayIn.AUTO, SoldAs.UNKNOWN, List.of(), Optional.empty(), Optional.empty()),
                site.access());
        var camera = site.cameras().getFirst();
        assertEquals(new Exposure.Tunnel(), camera.exposure());
        assertEquals(List.of(new Service("rtsp", 554), new Service("web", 80)), camera.services());
    }

    @Test
    void readsEveryKeyThatTheFormatHas() throws IOException {
        Files.writeString(folder.resolve("me.pub"), "ssh-rsa AAAA me@laptop\n");

        var site = read("""
                site: barn-north
                router:
                  reach: "[fe80::1%eth0]:2222"
                  mac: 50-D4-F7-00-11-22
                  lan: 192.168.37.1/24
                  password: file:router.txt
                  authorized-keys: [me.pub]
                modem:
                  uplink: ncm
                  apn: airtelgprs.com
                  pin: env:SIM_PIN
                  spares: [huawei-e3372h-hilink]
                access:
                  way-in: wireguard
                  address-sold-as: dynamic
                  observers: ["stun:203.0.113.5", "http://203.0.113.6/ip"]
                  relay: vps1
                  ddns: {provider: no-ip.com, hostname: barn.example.org, username: me, password: env:DDNS_PASSWORD}
                viewers: [phone, office]
                admins: [bench]
                cameras:
                  - name: yard
                    address: 192.168.1.64
                    mac: 44:47:cc:00:11:22
                    username: viewer
                    password: env:CAMERA_PASSWORD
                    power: {class: 3, source: tl-poe150s, cable-m: 40}
                    services: [{name: rtsp, port: 554}, {name: web, port: 80}]
                    exposure: {public: {port: 8554, allow: [203.0.113.0/24], because: "the insurance wants it"}}
                """);

        assertEquals(new Reach("fe80::1%eth0", 2222), site.reach());
        assertEquals(Optional.of("50:d4:f7:00:11:22"), site.mac());
        assertEquals(new LanWish.At(Cidr.of("192.168.37.1/24")), site.lan());
        assertEquals(new SecretSource.File(folder.resolve("router.txt")), site.password());
        assertEquals(List.of(folder.resolve("me.pub")), site.authorizedKeys());
        assertEquals(Optional.of(new SecretSource.Env("SIM_PIN")), site.modem().pin());
        assertEquals(
                List.of("stun:203.0.113.5", "http://203.0.113.6/ip"),
                site.access().observers().stream().map(Observer::name).toList());
        var relay = site.access().relay().orElseThrow();
        assertEquals("203.0.113.10", relay.publicAddress());
        assertEquals(Cidr.of("10.77.0.0/16"), relay.tunnel());
        assertEquals(51_820, relay.listen());
        assertEquals(
                new Exposure.Public(
                        8554, "rtsp", List.of(Cidr.of("203.0.113.0/24")), "the insurance wants it", Optional.empty()),
                site.cameras().getFirst().exposure());
    }

    /** The text after the head, the place of the mistake, a piece of what is said, a piece of what should be done. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            modm: {apn: auto}                                          ~ 3:1  ~ unknown key 'modm'           ~ did you mean 'modem'?
            modem: {apm: auto}                                         ~ 3:9  ~ unknown key 'apm'            ~ did you mean 'apn'?
            modem: {uplink: ncn}                                       ~ 3:17 ~ unknown word 'ncn'           ~ did you mean 'ncm'?
            modem: {apn: "inter net"}                                  ~ 3:14 ~ 'inter net' cannot be used   ~ ``
            modem: {apn: "internet\\nusepeerdns"}                      ~ 3:14 ~ 'internet?usepeerdns' cannot ~ ``
            modem: {apn: "a';reboot;'"}                                ~ 3:14 ~ 'a';reboot;'' cannot be used ~ ``
            modem: {apn: "a\\u0007"}                                   ~ 3:14 ~ 'a?' cannot be used          ~ ``
            modem: {apn: ""}                                           ~ 3:14 ~ '' cannot be used            ~ ``
            modem: {pin: "1234"}                                       ~ 3:14 ~ a secret may not stand       ~ env:NAME
            modem: {pin: generate}                                     ~ 3:14 ~ a secret may not stand       ~ env:NAME
            modem: [ncm]                                               ~ 3:8  ~ found a list                 ~ ``
            access: {way-in: wiregard}                                 ~ 3:18 ~ unknown word 'wiregard'      ~ did you mean 'wireguard'?
            access: {way-in: ddns}                                     ~ 3:10 ~ way-in ddns without a name   ~ ``
            access: {address-sold-as: fixed}                           ~ 3:27 ~ unknown word 'fixed'         ~ ``
            access: {relay: vps2}                                      ~ 3:17 ~ relays/vps2.yaml is not there~ did you mean 'vps1'?
            access: {relay: ../vps1}                                   ~ 3:17 ~ '../vps1' is no name         ~ did you mean 'vps1'?
            access: {ddns: {provider: no-ip.com}}                      ~ 3:16 ~ 'hostname' is missing        ~ add 'hostname
            viewers: [phone, phone]                                    ~ 3:18 ~ 'phone' is taken             ~ ``
            viewers: [My Phone]                                        ~ 3:11 ~ 'My Phone' is no name        ~ did you mean 'my-phone'?
            viewers: phone                                             ~ 3:10 ~ found 'phone'                ~ ``
            viewers: [{name: phone}]                                   ~ 3:11 ~ found keys with values       ~ ``
            cameras: [{name: yard}]                                    ~ 3:11 ~ 'address' is missing         ~ add 'address
            cameras: [{address: 192.168.1.64}]                         ~ 3:11 ~ 'name' is missing            ~ add 'name
            cameras: [{name: yard, address: }]                         ~ 3:24 ~ 'address' has no value       ~ add 'address
            cameras: [{name: yard, address: 192.168.1.264}]            ~ 3:33 ~ '192.168.1.264' cannot be    ~ ``
            cameras: [{name: yard, address: 192.168.01.64}]            ~ 3:33 ~ '192.168.01.64' cannot be    ~ ``
            cameras: [{name: yard, address: 127.0.0.1}]                ~ 3:33 ~ '127.0.0.1' cannot be        ~ ``
            cameras: [{name: yard, address: camera.local}]             ~ 3:33 ~ 'camera.local' cannot be     ~ ``
            cameras: [{name: Yard 1, address: 192.168.1.64}]           ~ 3:18 ~ 'Yard 1' is no name          ~ did you mean 'yard-1'?
            cameras: [{name: a, address: 10.0.0.1}, {name: a, address: 10.0.0.2}] ~ 3:48 ~ camera name 'a' is taken ~ ``
            cameras: [{name: a, address: 10.0.0.1}, {name: b, address: 10.0.0.1}] ~ 3:60 ~ camera address '10.0.0.1' is taken ~ ``
            cameras: [{name: a, address: 10.0.0.1, password: hunter2}] ~ 3:50 ~ a secret may not stand       ~ env:NAME
            cameras: [{name: a, address: 10.0.0.1, password: env:1X}]  ~ 3:50 ~ a secret may not stand       ~ env:NAME
            cameras: [{name: a, address: 10.0.0.1, login: plain}]      ~ 3:47 ~ unknown word 'plain'        ~ ``
            cameras: [{name: a, address: 10.0.0.1, mac: 44:47:cc}]     ~ 3:45 ~ '44:47:cc' cannot be used    ~ ``
            cameras: [{name: a, address: 10.0.0.1, services: []}]      ~ 3:40 ~ no service at all            ~ ``
            cameras: [{name: a, address: 10.0.0.1, services: [{name: rtsp, port: 0}]}]     ~ 3:70 ~ 0 is out of range     ~ ``
            cameras: [{name: a, address: 10.0.0.1, services: [{name: rtsp, port: 70000}]}] ~ 3:70 ~ 70000 is out of range ~ ``
            cameras: [{name: a, address: 10.0.0.1, services: [{name: rtsp, port: x}]}]     ~ 3:70 ~ 'x' is no number      ~ ``
            cameras: [{name: a, address: 10.0.0.1, power: {class: 9}}] ~ 3:55 ~ 9 is out of range            ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: tunel}]   ~ 3:50 ~ unknown word 'tunel'         ~ did you mean 'tunnel'?
            cameras: [{name: a, address: 10.0.0.1, exposure: public}]  ~ 3:50 ~ 'public' alone says too      ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 8554, allow: [0.0.0.0/0]}}}]              ~ 3:59 ~ 'because' is missing ~ add
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 8554, because: why}}}]                    ~ 3:59 ~ 'allow' is missing   ~ add
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 8554, allow: [], because: why}}}]         ~ 3:79 ~ nobody is allowed    ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 8554, allow: [1.2.3.4/24], because: w}}}] ~ 3:80 ~ '1.2.3.4/24' cannot  ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 22, allow: [1.2.3.0/24], because: w}}}]   ~ 3:66 ~ port 22 is the relay ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 81, allow: [1.2.3.0/24], because: w, firmware-unknown: yes}}}]      ~ 3:121 ~ unknown word 'yes'  ~ ``
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 81, allow: [1.2.3.0/24], because: w, firmware-unknown: accepted}}}] ~ 3:59  ~ 'firmware-because' is ~ add
            cameras: [{name: a, address: 10.0.0.1, exposure: {public: {port: 81, allow: [1.2.3.0/24], because: w, firmware-because: x}}}]        ~ 3:121 ~ a reason for nothing ~ ``
            cameras: {name: yard}                                      ~ 3:10 ~ found keys with values       ~ ``
            cameras: [yard]                                            ~ 3:11 ~ found 'yard'                 ~ ``
            cameras: [{name: yard, address: 10.77.1.2}]¶access: {relay: vps1} ~ 3:24 ~ 10.77.1.2 is in the tunnel ~ ``
            admins: &a [bench]¶viewers: *a                           ~ 3:9  ~ anchors and aliases          ~ ``
            site: again                                                ~ 3:1  ~ the key 'site' stands here twice ~ ``
            modem:¶⇥apn: auto                                      ~ 4:1  ~ found character '        ~ ``
            modem: {apn: auto                                          ~ 4:1  ~ expected ',' or '}'          ~ ``
            """)
    void saysWhereAMistakeIsAndWhatToDo(String text, String place, String what, String next) {
        var problem = refused(HEAD + text.replace("¶", "\n").replace("⇥", "\t") + "\n");

        var said =
                problem.what().substring(folder.resolve("site.yaml").toString().length());
        assertEquals(":" + place + ":", said.substring(0, said.indexOf(' ')));
        assertTrue(said.contains(what), said);
        assertTrue(problem.next().contains(next), problem.next());
        assertEquals(Exit.USAGE, problem.exit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            router: {reach: 192.168.1.1}                ~ 1:1  ~ 'site' is missing
            site: barn                                  ~ 1:1  ~ 'router' is missing
            site: barn¶router: {lan: auto}              ~ 2:9  ~ 'reach' is missing
            site: barn¶router: 192.168.1.1              ~ 2:9  ~ found '192.168.1.1'
            site: barn north¶router: {reach: 10.0.0.1}  ~ 1:7  ~ 'barn north' is no name
            site: -barn¶router: {reach: 10.0.0.1}       ~ 1:7  ~ '-barn' is no name
            site: a2345678901234567890123456789012¶router: {reach: 10.0.0.1} ~ 1:7 ~ is no name
            site: [barn]¶router: {reach: 10.0.0.1}      ~ 1:7  ~ found a list
            site: b¶router: {reach: 192.168.1.1:0}      ~ 2:17 ~ '192.168.1.1:0' cannot
            site: b¶router: {reach: 192.168.1.1:70000}  ~ 2:17 ~ '192.168.1.1:70000' cannot
            site: b¶router: {reach: 192.168.1}          ~ 2:17 ~ '192.168.1' cannot
            site: b¶router: {reach: fe80::1}            ~ 2:17 ~ 'fe80::1' cannot
            site: b¶router: {reach: "a b"}              ~ 2:17 ~ 'a b' cannot
            site: b¶router: {reach: "$(reboot)"}        ~ 2:17 ~ '$(reboot)' cannot
            site: b¶router: {reach: a, lan: 192.168.37.1}    ~ 2:25 ~ '192.168.37.1' cannot
            site: b¶router: {reach: a, lan: 192.168.37.0/24} ~ 2:25 ~ '192.168.37.0/24' cannot
            site: b¶router: {reach: a, lan: 10.0.0.1/33}     ~ 2:25 ~ '10.0.0.1/33' cannot
            site: b¶router: {reach: a, password: secret}     ~ 2:30 ~ a secret may not stand in a file
            site: b¶router: {reach: a, password: [x]}        ~ 2:30 ~ a secret's source is one word
            site: b¶router: {reach: a, authorized-keys: [gone.pub]} ~ 2:38 ~ 'gone.pub' cannot be read
            - site: b                                   ~ 1:1  ~ found a list
            barn                                        ~ 1:1  ~ found 'barn'
            units: []¶defaults: {}                      ~ 1:1  ~ this is a fleet file
            """)
    void refusesAHeadThatCannotBe(String text, String place, String what) {
        var problem = refused(text.replace("¶", "\n") + "\n");

        assertTrue(problem.what().startsWith(folder.resolve("site.yaml") + ":" + place + ": "), problem.what());
        assertTrue(problem.what().contains(what), problem.what());
        assertEquals(Exit.USAGE, problem.exit());
    }

    @Test
    void tellsEveryMistakeInTheOrderOfLines() throws IOException {
        var file = Files.writeString(folder.resolve("six.yaml"), """
                site: Yard
                router: {reech: 192.168.1.1, password: hunter2}
                acess: {relay: vps1}
                viewers: phone
                cameras:
                  - name: yard
                    adress: 192.168.1.64
                """);

        var mistakes =
                assertThrows(MistakesInFile.class, () -> SiteFiles.site(file)).all();

        assertEquals(
                List.of(
                        "1 FILE-BAD-NAME",
                        "2 FILE-UNKNOWN-KEY",
                        "2 FILE-SECRET-LITERAL",
                        "3 FILE-UNKNOWN-KEY",
                        "4 FILE-BAD-VALUE",
                        "7 FILE-UNKNOWN-KEY"),
                mistakes.stream()
                        .map(each -> each.place().line() + " " + each.problem().code())
                        .toList());
    }

    @Test
    void readsOnInTheRelaysFileAndBehindItsName() throws IOException {
        Files.writeString(folder.resolve("relays/vps1.yaml"), "hst: 203.0.113.10\ntunnel: 10.77.0.0/24\n");
        var file = Files.writeString(folder.resolve("site.yaml"), HEAD + "access: {relay: vps1}\nviewers: phone\n");

        var mistakes =
                assertThrows(MistakesInFile.class, () -> SiteFiles.site(file)).all();

        assertEquals(
                List.of("4 FILE-BAD-VALUE", "1 FILE-UNKNOWN-KEY", "2 FILE-BAD-VALUE"),
                mistakes.stream()
                        .map(each -> each.place().line() + " " + each.problem().code())
                        .toList());
    }

    @Test
    void neverRepeatsASecretThatStandsInTheFile() {
        var problem = refused("site: b\nrouter: {reach: a, password: hunter2}\n");

        assertFalse(problem.toString().contains("hunter2"), problem.toString());
        assertEquals(ProblemCode.FILE_SECRET_LITERAL, problem.code());
    }

    @Test
    void refusesAPrivateKeyWhereAPublicOneBelongs() throws IOException {
        Files.writeString(folder.resolve("id_rsa"), "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n");

        var problem = refused("site: b\nrouter: {reach: a, authorized-keys: [id_rsa]}\n");

        assertTrue(problem.what().endsWith("'id_rsa' holds no public key but a private one"), problem.what());
    }

    @Test
    void namesThePlaceWhereThereIsNoFileOrNothingInIt() throws IOException {
        var missing = folder.resolve("gone.yaml");
        assertEquals(missing + ":1:1: cannot be read", refused(missing).what());
        assertEquals(folder + ":1:1: this is a folder", refused(folder).what());
        assertTrue(refused("").what().endsWith("site.yaml:1:1: the file is empty"));
        var binary =
                Files.write(folder.resolve("picture.yaml"), new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1, (byte) 0x80});
        assertTrue(
                refused(binary).what().startsWith(binary + ":1:1: "),
                refused(binary).what());
    }

    @Test
    void saysWhatIsWrongInTheRelaysOwnFile() throws IOException {
        Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 203.0.113.10\ntunnel: 10.77.0.0/24\n");

        var problem = refused(HEAD + "access: {relay: vps1}\n");

        assertTrue(problem.what().contains("vps1.yaml:2:9: '10.77.0.0/24' cannot be used here"), problem.what());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            user: root                                    ~ 1:1 ~ 'host' is missing
            host: 203.0.113.10¶password: s3cret           ~ 2:11 ~ a secret may not stand in a file
            host: 203.0.113.10¶listen: 0                  ~ 2:9 ~ 0 is out of range
            host: 203.0.113.10¶host-key: abc              ~ 2:11 ~ 'abc' cannot be used here
            host: 203.0.113.10¶usr: root                  ~ 2:1 ~ unknown key 'usr'
            host: 203.0.113.10¶user: "root; reboot"       ~ 2:7 ~ 'root; reboot' cannot be used here
            host: 203.0.113.10¶tunnel: 8.8.0.0/16         ~ 2:9 ~ '8.8.0.0/16' cannot be used here
            host: 203.0.113.10¶key: a¶password: env:B     ~ 3:1 ~ both a key and a password
            host: 127.0.0.1:2222                          ~ 1:1 ~ 'public-address' is missing
            """)
    void refusesARelayThatCannotBe(String text, String place, String what) throws IOException {
        var relay = Files.writeString(folder.resolve("relays/vps1.yaml"), text.replace("¶", "\n") + "\n");

        var problem = refused(HEAD + "access: {relay: vps1}\n");

        assertTrue(problem.what().startsWith(relay + ":" + place + ": " + what), problem.what());
    }

    @Test
    void refusesAPublicPortThatIsTheRelaysSsh() {
        var problem = refused(HEAD + "access: {relay: vps1}\ncameras: [{name: a, address: 10.0.0.1, "
                + "exposure: {public: {port: 2222, allow: [1.2.3.0/24], because: w}}}]\n");

        assertTrue(problem.what().contains(":4:40: port 2222 is the relay's own SSH"), problem.what());
    }

    @Test
    void takesOneSiteOnce() throws IOException {
        var one = Files.writeString(folder.resolve("one.yaml"), HEAD);
        var two = Files.writeString(folder.resolve("two.yaml"), HEAD);

        var problem = assertThrows(ProblemException.class, () -> SiteFiles.all(List.of(one, two)))
                .problem();

        assertEquals(ProblemCode.FILE_SAME_SITE, problem.code());
    }

    private Site read(String text) {
        try {
            return SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Problem refused(String text) {
        return assertThrows(ProblemException.class, () -> read(text)).problem();
    }

    private static Problem refused(Path file) {
        return assertThrows(ProblemException.class, () -> SiteFiles.site(file)).problem();
    }

    @Test
    void aSpareThatNoProfileKnowsIsShownWhereItStands() {
        var unknown = assertThrows(
                ProblemException.class,
                () -> read("site: b\nrouter: {reach: 10.0.0.1}\nmodem:\n  spares: [huawei-hilink, huawei-hilonk]\n"));
        assertEquals(Exit.USAGE, unknown.problem().exit());
        assertTrue(
                unknown.problem().what().contains(":4:27:"), unknown.problem().what());
        assertTrue(
                unknown.problem().next().contains("huawei-hilink"),
                unknown.problem().next());

        var disk = assertThrows(
                ProblemException.class,
                () -> read("site: b\nrouter: {reach: 10.0.0.1}\nmodem:\n  spares: [huawei-zerocd]\n"));
        assertTrue(
                disk.problem().what().contains("does not tell how its dongle carries IP"),
                disk.problem().what());
    }
}
