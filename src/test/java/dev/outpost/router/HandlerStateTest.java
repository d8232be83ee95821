package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.shell.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handlers in many spellings, asked and cured by real BusyBox ash: what they do with a carriage return counts, not how it is written. */
class HandlerStateTest {
    private static final Path ASH = Path.of("/usr/bin/busybox");

    private static final String SETUP = """
            [ -n "$INCLUDE_ONLY" ] || { . /lib/functions.sh; . ../netifd-proto.sh; init_proto "$@"; }
            proto_ncm_init_config() { no_device=1; proto_config_add_string "device:device"; }
            proto_ncm_setup() {
                local interface="$1" manufacturer device ifname delay
                json_get_vars device ifname delay
                [ -c "$(readlink -f "$device")" ] || { proto_set_available "$interface" 0; return 1; }
                rm -f "$TRACE"
                while true; do
                    %s
                    [ "$manufacturer" = error ] && manufacturer=
                    [ -n "$manufacturer" ] && break
                    sleep 1
                done
                json_load "$(cat /etc/gcom/ncm.json)"
                json_select "$manufacturer" || { echo "Unsupported modem"; proto_notify_error "$interface" UNSUPPORTED_MODEM; return 1; }
                ifup "$interface"
                echo dialled >"$TRACE"
            }
            [ -n "$INCLUDE_ONLY" ] || add_protocol ncm
            """;

    @TempDir
    private Path folder;

    /** The line of the setup that asks; what is said of it; what is said after the cure, and whether the file changed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '^',
            value = {
                "manufacturer=$(gcom -d x -s /etc/gcom/getcardinfo.gcom | awk '!/AT/ && /./ { print tolower($0); exit }') @ill@cured@true",
                "manufacturer=$(gcom -d x -s /etc/gcom/getcardinfo.gcom | awk '/[a-z]/ { print tolower($0); exit }') @ill@cured@true",
                "manufacturer=`gcom -d x -s /etc/gcom/getcardinfo.gcom | grep -v AT | grep . | head -n 1` @ill@cured@true",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom 2>/dev/null | sed -n '/^h/p') @ill@cured@true",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom) ; manufacturer=${manufacturer##*CGMI} ; manufacturer=${manufacturer%%OK*} @unknown@unknown@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | awk -v RS='\\r?\\n' '!/^AT/ && NF { print $1; exit }') @cured@cured@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | tr -d '\\r' | sed -n 3p) @cured@cured@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | sed -n 3p | tr -d '\\015') @cured@cured@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | sed 's/\\r//g' | sed -n 3p) @cured@cured@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | sed -n 3p); manufacturer=${manufacturer%?} @cured@cured@false",
                "for manufacturer in $(gcom -s /etc/gcom/getcardinfo.gcom | tr '\\r' ' '); do [ $manufacturer = huawei ] && break; done @cured@cured@false",
                "manufacturer=$(ubus call modem maker # getcardinfo.gcom) @unknown@unknown@false",
                "manufacturer=$(echo someone; gcom -s /etc/gcom/getcardinfo.gcom) @unknown@unknown@false",
                "manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | sed -n 3p | rev | rev); manufacturer=x @unknown@unknown@false",
            })
    void isWhatItDoesWithTheReturn(String line, String before, String after, boolean changes) throws Exception {
        var file = folder.resolve("ncm.sh");
        var text = SETUP.formatted(line.strip());
        Files.writeString(file, text);

        assertEquals(before, state(file));
        var said = run(cure(file));

        assertEquals(after, state(file), Files.readString(file));
        assertEquals(changes, !Files.readString(file).equals(text), Files.readString(file));
        assertEquals(after.equals("unknown") ? "handler unknown\n" : "", said);
    }

    /** A look changes nothing: neither what the handler deletes nor what it would write is touched. */
    @Test
    void askingChangesNothing() throws Exception {
        var file = folder.resolve("ncm.sh");
        Files.writeString(
                file, SETUP.formatted("manufacturer=$(gcom -s /etc/gcom/getcardinfo.gcom | tr -d '\\r' | sed -n 3p)"));
        var trace = Files.writeString(folder.resolve("trace"), "as it was");

        assertEquals("cured", state(file));

        assertEquals("as it was", Files.readString(trace));
    }

    @Test
    void aHandlerOfAnotherKindIsUnknown() throws Exception {
        var file = Files.writeString(folder.resolve("ncm.sh"), "proto_ncm_setup() { exit 0; }\n");

        assertEquals("unknown", state(file));
    }

    private static Script cure(Path file) {
        var cure = Look.cure();
        return Script.of(cure.name(), cure.text().replace("/lib/netifd/proto/ncm.sh", file.toString()));
    }

    private String state(Path file) throws Exception {
        var part = Look.part("handler");
        return run(Script.of(part.name(), part.text().replace("/lib/netifd/proto/ncm.sh", file.toString())))
                .strip();
    }

    private String run(Script script) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(ASH), "no BusyBox here");
        var builder = new ProcessBuilder(ASH.toString(), "ash", "-c", script.render());
        builder.environment().put("TRACE", folder.resolve("trace").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        return out;
    }
}
