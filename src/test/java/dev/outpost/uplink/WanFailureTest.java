package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.profile.UplinkKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** facts/behaviours.md#21 and #51: one error code has many causes; what decides is what the log and the modem say besides. */
class WanFailureTest {
    /** Lines as wait-wan.sh prints them, parted by a bar; the kind that was tried; the problem; whether another uplink is tried then. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "ncm, error NO_DEVICE|log x netifd: wan (6375): Control device not valid, WAN-UPLINK-FAILED, true",
                "ncm, error UNSUPPORTED_MODEM|modem +CPIN: READY|modem +CREG: 0;1, WAN-UPLINK-FAILED, true",
                "ncm, error GETINFO_FAILED, WAN-UPLINK-FAILED, true",
                "ncm, error CONNECT_FAILED|modem +CPIN: READY|modem +CEREG: 0;1, WAN-UPLINK-FAILED, true",
                "ncm, error INITIALIZE_FAILED|modem +CPIN: SIM PIN, SIM-PIN-NEEDED, false",
                "ncm, error CONNECT_FAILED|modem +CPIN: READY|modem +CSQ: 99;99|modem +CREG: 0;2, MODEM-NO-SIGNAL, false",
                "ncm, modem +CSQ: 20;99|modem +CEREG: 0;3, MODEM-DENIED, false",
                "ncm, modem +CSQ: 20;99|modem +CEREG: 0;2, MODEM-NOT-REGISTERED, false",
                "ncm, log netifd: wan_4: udhcpc: broadcasting discover|modem +CREG: 0;1|modem ^NDISSTATQRY: 0;33, WAN-APN-REFUSED, false",
                "ncm, log netifd: wan_4: udhcpc: broadcasting discover|modem +CREG: 0;1|modem ^NDISSTATQRY: 1;;, WAN-NO-LEASE, true",
                "ncm, error CONNECT_FAILED|modem AT+CPIN?: ERROR|left ERROR, SIM-ABSENT, false",
                "ncm, error CONNECT_FAILED|modem +CME ERROR: 13|left +CME ERROR: 13, SIM-ABSENT, false",
                "qmi, error PIN_TRIES_BELOW_LIMIT, SIM-PIN-NEEDED, false",
                "qmi, error PUK_NEEDED, SIM-PUK-NEEDED, false",
                "qmi, error SIM_NOT_INITIALIZED, SIM-ABSENT, false",
                "qmi, error NETWORK_REGISTRATION_FAILED, MODEM-NOT-REGISTERED, false",
                "qmi, error CALL_FAILED|modem qmi serving-system { \"registration\": \"registered\" }, WAN-APN-REFUSED, false",
                "qmi, pending|modem qmi pin-status \"Request timed out\", WAN-MODEM-SILENT, true",
                "mbim, error PIN_FAILED|log mbim[1] Failed to read modem caps|modem mbim caps , WAN-MODEM-SILENT, true",
                "mbim, error PIN_FAILED|modem mbim pinstate required pin: 0002 - pin1, SIM-PIN-NEEDED, false",
                "mbim, error NO_REGISTRATION|modem mbim registration registerstate: 0004 - roaming, MODEM-ROAMING, false",
                "ppp, log chat[7]: Failed (NO CARRIER)|modem +CREG: 0;1, WAN-APN-REFUSED, false",
                "rndis, log netifd: wan (9): udhcpc: broadcasting discover, WAN-NO-LEASE, true",
                "ecm, error NO_DEVICE|modem +CME ERROR: 10, SIM-ABSENT, false",
                "ecm, carrier usb0, WAN-NO-LINK, true",
                "rndis, carrier eth1|log netifd: wan (9): udhcpc: broadcasting discover, WAN-NO-LINK, true",
                "wan, carrier eth0.2|waited 10, WAN-NO-LINK, true",
                "ecm, carrier $(reboot), WAN-NO-LEASE, true",
            })
    void isExplainedFromEvidence(String kind, String said, String code, boolean next) {
        var lines = List.of(said.replace(';', ',').split("\\|"));

        var failure = WanFailure.of(UplinkKind.of(kind), WanEvidence.of(lines), Optional.of("a.example"), List.of());

        assertEquals(
                code, failure.problem().code().toString(), failure.problem().toString());
        assertEquals(next, failure.anotherCouldCure(), failure.problem().toString());
    }

    @Test
    void refusedNamesTheNextAccessPointToTry() {
        var seen = WanEvidence.of(List.of("error CALL_FAILED"));

        var failure = WanFailure.of(
                Optional.of(UplinkKind.QMI), seen, Optional.of("a.example"), List.of("b.example", "c.example"));

        assertTrue(
                failure.problem().next().contains("modem.apn: b.example"),
                failure.problem().next());
    }

    /** Lines of one attempt as real netifd writes them; the cause stands four lines above the last. */
    @Test
    void netifdsOwnNoiseIsNoCause() {
        var at = "log Fri May  8 09:33:35 2020 daemon.notice netifd: ";
        var seen = WanEvidence.of(List.of(
                at + "Interface 'wan' is setting up now",
                at + "wan (2437): Error running AT-command",
                at + "wan (2437): Failed to connect",
                at + "wan (2465): Stopping network wan",
                at
                        + "wan (2465): Command failed: ubus call network.interface notify_proto { \"action\": 0, \"link-up\": false, \"keep\":"
                        + " false, \"interface\": \"wan\" } (Permission denied)",
                at + "Interface 'wan' is now down",
                "error CONNECT_FAILED"));

        var failure = WanFailure.of(Optional.of(UplinkKind.NCM), seen, Optional.empty(), List.of());

        assertEquals(List.of("netifd: wan: Error running AT-command", "netifd: wan: Failed to connect"), seen.words());
        assertEquals(
                "the log's last words: Failed to connect", failure.problem().because());
    }

    @Test
    void theLogIsToldWithoutTimesAndProcesses() {
        var seen = WanEvidence.of(List.of(
                "log Fri May  8 09:33:35 2020 daemon.notice netifd: wan (2437): Control device not valid",
                "log Fri May  8 09:33:36 2020 daemon.notice netifd: wan (2440): Control device not valid"));

        assertEquals(List.of("netifd: wan: Control device not valid"), seen.words());
    }
}
