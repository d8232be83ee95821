package dev.outpost.bench.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.outpost.bench.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the router's SSH server offers before anybody logs in (facts/behaviours.md#43), as recorded from two generations (record 002 of each). */
class AlgorithmsTest {
    /** Names that are no algorithms but flags of the exchange. */
    private static final String FLAGS = ".*(kexguess2|kex-strict|ext-info).*";

    @ParameterizedTest
    @CsvSource({"DROPBEAR, ssh-24.10", "DROPBEAR_25_12, ssh-main"})
    void offersWhatTheRealOneOffered_43(Personality personality, String recorded) throws Exception {
        var lines = Transcript.of("/openwrt/" + recorded + ".txt").record(2).out();

        var offer = offer(personality);

        assertEquals(recorded(lines, "KEX algorithms"), offer.get(0));
        assertEquals(recorded(lines, "host key algorithms"), offer.get(1));
        assertEquals(recorded(lines, "ciphers stoc"), offer.get(3));
        assertEquals(List.of("hmac-sha2-256"), offer.get(5));
    }

    @ParameterizedTest
    @EnumSource(names = {"DROPBEAR_SMALL_FLASH", "DROPBEAR_25_12_SMALL_FLASH"})
    void onLittleFlashThereIsNeitherEd25519NorSntrup_43(Personality personality) throws Exception {
        var offer = offer(personality);

        assertFalse(offer.toString().contains("ed25519"), offer.toString());
        assertFalse(offer.toString().contains("sntrup"), offer.toString());
        assertEquals("rsa-sha2-256", offer.get(1).getFirst());
    }

    @Test
    void anEd25519KeyLogsInOnlyWhereItIsCompiledIn_43() throws Exception {
        assertEquals(true, logsInWithEd25519(Personality.DROPBEAR_25_12));
        assertEquals(false, logsInWithEd25519(Personality.DROPBEAR_25_12_SMALL_FLASH));
    }

    private static boolean logsInWithEd25519(Personality personality) throws IOException {
        var pair = HostKeys.ed25519();
        try (var server = start(personality, HostKeys.line(pair.getPublic()));
                var client = new SSHClient(new DefaultConfig())) {
            client.addHostKeyVerifier(new PromiscuousVerifier());
            client.connect("127.0.0.1", server.port());
            client.authPublickey("root", client.loadKeys(pair));
            return client.isAuthenticated();
        } catch (UserAuthException refused) {
            return false;
        }
    }

    private static SimulatedSshServer start(Personality personality, String authorized) throws IOException {
        var keys = personality.name().endsWith("SMALL_FLASH")
                ? List.of(HostKeys.generate())
                : List.of(HostKeys.ed25519(), HostKeys.generate());
        return new SimulatedSshServer(new OneKey(authorized), personality, keys);
    }

    private static List<String> recorded(String lines, String title) {
        return lines.lines()
                .filter(line -> line.startsWith(title + ": "))
                .map(line -> line.substring(title.length() + 2).strip())
                .flatMap(list -> names(list).stream())
                .toList();
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .filter(name -> !name.isEmpty() && !name.matches(FLAGS))
                .toList();
    }

    /** The lists of the first packet, in the order of RFC 4253. */
    private static List<List<String>> offer(Personality personality) throws IOException {
        try (var server = start(personality, "");
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
            var in = new DataInputStream(socket.getInputStream());
            assertEquals("SSH-2.0-dropbear", line(in));
            in.readInt();
            in.readByte();
            assertEquals(20, in.readByte());
            in.readNBytes(16);
            var lists = new java.util.ArrayList<List<String>>();
            for (int n = 0; n < 10; n++) {
                lists.add(names(new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII)));
            }
            return lists;
        }
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.US_ASCII).strip();
    }

    /** A host that knows one key and no password. */
    private record OneKey(String key) implements SshHost {
        @Override
        public boolean admitsWithoutPassword(String user) {
            return false;
        }

        @Override
        public boolean offersPassword() {
            return false;
        }

        @Override
        public boolean passwordMatches(String user, String password) {
            return false;
        }

        @Override
        public List<String> authorizedKeys(String user) {
            return List.of(key);
        }

        @Override
        public int exec(
                String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
            return 0;
        }

        @Override
        public Socket dial(String host, int port) throws IOException {
            throw new IOException("nothing there");
        }
    }
}
