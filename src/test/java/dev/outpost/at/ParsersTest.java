package dev.outpost.at;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are answers that were recorded from modems, quoted in public tests and threads, and the ugly variants of them. */
class ParsersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "AT+CREG?; +CREG: 2,1,\"CE00\",\"01CEAD8F\"; 1",
                "AT+CREG?; +CREG:002,001,\"18d8\",\"ffff\"; 1",
                "AT+CREG?; +CREG: 2,1,  0 5, 2715; 1",
                "AT+CREG?; +CREG: 1; -",
                "AT+CEREG?; +CEREG: 2,1, 1F00, 79D903 ,7; 1",
                "AT+CEREG?; +CEREG: 1,\"1F00\",\"79D903\",7; -",
                "AT+CEREG?; +CEREG: 0,5; 5",
                "AT+CREG?; +CREG: 000,001,\"0001\",\"0010\",000; 1",
                "AT+CREG?; +CREG: 5,\"0003\",\"0010\",7; -",
                "AT+CREG?; +CREG: 1,0003,0010; -",
                "AT+CEREG?; +CEREG: 2,11,\"8d83\",\"671f98a\",7; 11",
                "AT+CEREG?; +CEREG: 0,12; -",
                "AT+C5GREG?; +C5GREG: 2,1,\"76010F\",\"760BF0114\",11,1,\"01\"; 1"
            })
    void registration(String asked, String line, Integer stat) {
        assertEquals(Optional.ofNullable(stat), NetworkAnswers.creg(command(asked), List.of(line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "AT^CPIN?; ^CPIN: READY,,10,3,10,3; 3",
                "AT^CPIN?; ^CPIN: SIM PIN,1,10,1,10,3; 1",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,\"63C3\"; 3",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,6983; 0",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,\"9000\"; -",
                "AT+CPINC?; +CPINC: 2,3,10,10; 2",
                "AT+ZPINPUK=?; +ZPINPUK: 3,10; 3",
                "AT+EPINC?; +EPINC: 3,3,10,10; 3",
                "AT+UPINCNT; +UPINCNT: 3,3,10,10; 3",
                "AT+QPINC?; +QPINC: \"SC\",2,10; 2",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,\"63CF\"; 15",
                "AT+CSIM=10,\"0020000100\"; +CSIM: 4,\"63c0\"; 0",
                "AT+SPIC; +SPIC: 3,10,0,10; 3",
                "AT$NWPINR?; $NWPINR: PIN1, 3; 3",
                "AT$NWPINR?; $NWPINR: PUK1, 10; -",
                "AT%PINNUM?; %PINNUM: 2, 10, 3, 10; 2",
                "AT*EPIN?; *EPIN: 1,10,3,10; 1",
                "AT_OERCN?; _OERCN: 3, 10; 3",
                "AT^SPIC=\"SC\"; ^SPIC: 3; 3",
                "AT+CPINC?; +CPINC: 99,3,10,10; -",
                "AT+CPINR; +CPINR: SIM PIN,3,3; 3"
            })
    void pinTries(String asked, String line, Integer left) {
        assertEquals(Optional.ofNullable(left), PinTries.parse(command(asked), List.of(line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^DHCP:a3ec5c64,f8ffffff,a1ec5c64,a1ec5c64,2200b10a,74bba80a,236800,236800; 100.92.236.163",
                "^DHCP: 0x1010A0A,ffffff; 10.10.1.1"
            })
    void grantedAddress(String line, String address) {
        assertEquals(Optional.of(address), NetworkAnswers.dhcp(List.of(line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "AT+CGPADDR=1; +CGPADDR: 1,\"10.5.116.238\",\"240e:047e:32f1::1\"; 10.5.116.238",
                "AT+CGPADDR=1; +CGPADDR: 5,\"IPV4:10.32.140.122    IPV6:::18C9:1\"; 10.32.140.122",
                "AT+CGCONTRDP=1; +CGCONTRDP: 4,5,\"ibox.tim.it.mnc001.mcc222.gprs\",\"2.197.17.49.255.255.255.255\",\"2.197.17.49\"; 2.197.17.49"
            })
    void contextAddress(String asked, String line, String address) {
        assertEquals(Optional.of(address), NetworkAnswers.address(command(asked), List.of(line)));
    }

    @Test
    void signals() {
        assertEquals(
                Optional.of(-90.0),
                Signal.of(AtCommand.SIGNAL_EXTENDED, List.of("+CESQ: 99,99,255,255,19,51"))
                        .rsrp());
        assertEquals(
                Optional.of(-10.5),
                Signal.of(AtCommand.SIGNAL_EXTENDED, List.of("+CESQ: 99,99,255,255,19,51"))
                        .rsrq());
        assertEquals(
                Signal.UNKNOWN.rsrp(),
                Signal.of(AtCommand.SIGNAL_EXTENDED, List.of("+CESQ:10,6,255,255,255,255"))
                        .rsrp());
        var hcsq = Signal.of(AtCommand.HUAWEI_SIGNAL, List.of("^HCSQ:\"LTE\",30,19,66,0"));
        assertEquals(Optional.of(-91.0), hcsq.rssi());
        assertEquals(Optional.of(-122.0), hcsq.rsrp());
        assertEquals(Optional.of(-7.0), hcsq.sinr());
        assertEquals(Optional.of(-20.0), hcsq.rsrq());
        assertEquals(
                Optional.of(-77.0),
                Signal.of(AtCommand.SIGNAL, List.of("+CSQ: 18,99")).rssi());
        assertEquals(
                Optional.empty(),
                Signal.of(AtCommand.SIGNAL, List.of("+CSQ: 99,99")).rssi());
    }

    @ParameterizedTest
    @CsvSource({
        "READY, READY",
        "SIM PIN, PIN",
        "SIM PUK, PUK",
        "SIM PIN2, READY_SECOND_CODE",
        "SIM PUK2, READY_SECOND_CODE",
        "PH-NET PIN, OPERATOR_LOCK",
        "PH-NET PUK, OPERATOR_LOCK",
        "PH-NETSUB PIN, OPERATOR_LOCK",
        "PH-SP PIN, OPERATOR_LOCK",
        "PH-CORP PIN, OPERATOR_LOCK",
        "PH-SIM PIN, DEVICE_LOCK",
        "PH-FSIM PUK, DEVICE_LOCK",
        "NOT READY, NOT_READY",
        "SIM BUSY, NOT_READY",
        "NOT INSERTED, ABSENT",
        "SIM not inserted, ABSENT",
        "SIM REMOVED, ABSENT",
        "EMPTY_EUICC, ABSENT",
        "SIM failure, FAILURE",
        "SIM wrong, WRONG",
        "invalid command line, UNKNOWN",
        "unknown, UNKNOWN"
    })
    void whatTheSimWants(String word, CpinParser.Wants wants) {
        assertEquals(wants, CpinParser.parse(new AtResponse.Ok(List.of("+CPIN: " + word))));
        assertEquals(
                wants,
                CpinParser.parse(FinalCode.of("+CME ERROR: " + word, List.of()).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "5, DEVICE_LOCK",
        "10, ABSENT",
        "11, PIN",
        "12, PUK",
        "13, FAILURE",
        "14, NOT_READY",
        "15, WRONG",
        "17, READY_SECOND_CODE",
        "18, READY_SECOND_CODE",
        "40, OPERATOR_LOCK",
        "47, OPERATOR_LOCK",
        "3, UNKNOWN",
        "100, UNKNOWN"
    })
    void whatTheSimWantsByNumber(int code, CpinParser.Wants wants) {
        assertEquals(
                wants,
                CpinParser.parse(FinalCode.of("+CME ERROR: " + code, List.of()).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "+COPS: 0; -; -",
                "+COPS:0,255,\"\",0; -; -",
                "+COPS: 0,0,\"\"; -; -",
                "+COPS: 0,0,\"T-Mobile USA, In\",7; T-Mobile USA, In; lte",
                "+COPS: 0,0,\"Joe \"Best\"\",2; Joe \"Best\"; umts",
                "+COPS: 0,0,\"00540065006C0065006B006F006D\",11; Telekom; nr",
                "+COPS: 0,2,\"26201\"; 26201; -",
                "+COPS: 0,2,26201,7; 26201; lte",
                "+COPS: 0,2,\"26201\",255; 26201; -"
            })
    void operators(String line, String operator, String technology) {
        assertEquals(
                Optional.of(new NetworkAnswers.Serving(Optional.ofNullable(operator), Optional.ofNullable(technology))),
                NetworkAnswers.cops(List.of(line)));
    }

    @Test
    void theEdgesOfSignals() {
        assertEquals(
                Optional.of(-113.0),
                Signal.of(AtCommand.SIGNAL, List.of("+CSQ: 0,99")).rssi());
        assertEquals(
                Optional.of(-51.0),
                Signal.of(AtCommand.SIGNAL, List.of("+CSQ: 31,0")).rssi());
        assertEquals(
                Optional.empty(),
                Signal.of(AtCommand.SIGNAL, List.of("+CSQ: 255,99")).rssi());
        var nr = Signal.of(AtCommand.SIGNAL_EXTENDED, List.of("+CESQ: 99,99,255,255,255,255,0,126,127"));
        assertEquals(Optional.of(-157.0), nr.rsrp());
        assertEquals(Optional.of(19.5), nr.rsrq());
        assertEquals(Optional.of(40.0), nr.sinr());
        assertEquals(Optional.of("nr"), nr.technology());
        assertEquals(
                Signal.UNKNOWN,
                Signal.of(AtCommand.SIGNAL_EXTENDED, List.of("+CESQ: 99,99,255,255,255,255,255,255,255")));
    }

    @Test
    void theRadiosSwitches() {
        assertEquals(
                true, NetworkAnswers.cfun(List.of("+CFUN: 4")).orElseThrow().isOff());
        assertEquals(
                true, NetworkAnswers.cfun(List.of("+CFUN: 1,0")).orElseThrow().isFull());
        assertEquals(
                false, NetworkAnswers.cfun(List.of("+CFUN: 5")).orElseThrow().isOff());
        assertEquals(Optional.of(false), NetworkAnswers.rfswitch(List.of("^RFSWITCH:1,0")));
        assertEquals(Optional.of(true), NetworkAnswers.rfswitch(List.of("^RFSWITCH:1,1")));
    }

    @Test
    void names() {
        assertEquals(Optional.empty(), DeviceAnswers.name(List.of("+CGMI: \"\"")));
        assertEquals(Optional.of("Air724UG"), DeviceAnswers.name(List.of("+CGMM: \"Air724UG\"")));
        assertEquals(Optional.of("Quectel"), DeviceAnswers.name(List.of("Quectel")));
        var huawei = DeviceAnswers.ati(List.of("Manufacturer:", "Model: E3372", "Revision: 21.200.07.00.00"));
        assertEquals(Optional.empty(), huawei.manufacturer());
        assertEquals(Optional.of("E3372"), huawei.model());
        var quectel = DeviceAnswers.ati(List.of("Quectel", "RM500U-CNV", "Revision: RM500UCNVCAR03A12M2G"));
        assertEquals(Optional.of("Quectel"), quectel.manufacturer());
        assertEquals(Optional.of("RM500U-CNV"), quectel.model());
    }

    @Test
    void numbersOfCardsAndDevicesComeOutMasked() {
        assertEquals(
                Optional.of("86***********47"),
                DeviceAnswers.imei(List.of("+CGSN: \"860000000002047\"")).map(Mask::number));
        assertEquals(
                Optional.of("89***************34"),
                CardAnswers.iccid(List.of("^ICCID: 8991100000000000034")).map(Iccid::masked));
        assertEquals(
                Optional.of("89****************45"),
                CardAnswers.iccid(List.of("+CCID: 98000000000000000054")).map(Iccid::masked));
        assertEquals("IMEI 86***********47 x", Mask.text("IMEI 860000000002047 x"));
    }

    @Test
    void theCardNamesItsProvider() {
        assertEquals(
                Optional.of("giffgaff"),
                CardAnswers.providerName(
                        List.of("+CRSM: 144,0,\"0167696666676166 66FFFFFFFFFFFFFFFF\"".replace(" ", ""))));
        assertEquals(Optional.empty(), CardAnswers.providerName(List.of("+CRSM: 144,0,\"00000002\"")));
        assertEquals(Optional.of(2), CardAnswers.mncLength(List.of("+CRSM: 144,0,\"00000002\"")));
        assertEquals(
                Optional.empty(),
                CardAnswers.mncLength(
                        List.of("+CRSM: 144,0,\"01676966666761666 6FFFFFFFFFFFFFFFF\"".replace(" ", ""))));
    }

    @Test
    void huaweiModesAndSessions() {
        var ports = DeviceAnswers.setport(List.of("^SETPORT:\"A1,A2;12,1,16,A1,A2\""))
                .orElseThrow();
        assertEquals(true, ports.offersNcm() && ports.startsAsStorage());
        var direct = DeviceAnswers.setport(List.of("^SETPORT:FF;12,10,16")).orElseThrow();
        assertEquals(false, direct.startsAsStorage());
        assertEquals(Optional.of(true), NetworkAnswers.ndisstatqry(List.of("^NDISSTATQry:1")));
        assertEquals(
                Optional.of(true),
                NetworkAnswers.ndisstatqry(List.of("^NDISSTATQRY: 0,,,IPV4", "^NDISSTATQRY: 1,,,\"IPV6\"")));
        assertEquals(
                Optional.of("umts"),
                NetworkAnswers.sysinfoex(List.of("^SYSINFOEX:2,4,5,1,,3,WCDMA,41,HSPA+"))
                        .orElseThrow()
                        .technology());
    }

    @Test
    void garbageIsNobodysAnswer() {
        var garbage = List.of("", ",,,,", "+CSQ", "^DHCP:zz", "+CREG: ,", "\"\"\"", "+CSIM: 4,", "^HCSQ:", "+COPS:");
        for (var command : AtCommand.values()) {
            PinTries.parse(command, garbage);
            DeviceAnswers.usbMode(command, garbage);
        }
        assertEquals(Signal.UNKNOWN, Signal.of(AtCommand.SIGNAL, garbage));
        assertEquals(Optional.empty(), NetworkAnswers.dhcp(garbage));
        assertEquals(Optional.empty(), NetworkAnswers.creg(AtCommand.REGISTRATION, garbage));
        assertEquals(Optional.empty(), DeviceAnswers.setport(garbage));
    }

    private static AtCommand command(String text) {
        for (var command : AtCommand.values()) {
            if (command.text().equals(text)) {
                return command;
            }
        }
        return text.equals("AT+CPINR") ? AtCommand.SIM_TRIES : AtCommand.AT;
    }
}
