package dev.outpost.at;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines as modemdata's and QModem's test cases show them, and ones that are no cell. */
class ServingCellTest {
    @Test
    void readsBandAndCellOfEveryVendor() {
        assertEquals(
                cell("", "B3"), of(AtCommand.HUAWEI_FREQUENCY, "^HFREQINFO:1,6,3,1815,18665,20000,19815,17715,20000"));
        assertEquals(
                cell("", "B3"), of(AtCommand.QUECTEL_NETWORK, "+QNWINFO: \"FDD LTE\",\"40445\",\"LTE BAND 3\",1275"));
        assertEquals(cell("", "n78"), of(AtCommand.QUECTEL_NETWORK, "+QNWINFO: \"NR5G-SA\",46011,\"NR N78\",633984"));
        assertEquals(
                cell("760BF0114", "n78"),
                of(
                        AtCommand.QUECTEL_CELL,
                        "+QENG: \"servingcell\",\"CONNECT\",\"NR5G-SA\",\"TDD\",460,11,760BF0114,702,76010F,633984,78,100,-89,-8,15"));
        assertEquals(
                cell("B289F7C", "B3"),
                of(
                        AtCommand.SIMCOM_CELL,
                        "+CPSI: LTE,Online,460-11,0x5A1E,187211644,257,EUTRAN-BAND3,1850,5,5,-108,-1044,-764,13"));
        assertEquals(cell("79D903", ""), of(AtCommand.REGISTRATION_EPS, "+CEREG: 2,1, 1F00, 79D903 ,7"));
    }

    @Test
    void saysNothingWhereNothingServes() {
        assertEquals(ServingCell.UNKNOWN, of(AtCommand.REGISTRATION_EPS, "+CEREG: 0,1"));
        assertEquals(ServingCell.UNKNOWN, of(AtCommand.QUECTEL_NETWORK, "+QNWINFO: No Service"));
        assertEquals(ServingCell.UNKNOWN, of(AtCommand.QUECTEL_CELL, "+QENG: \"servingcell\",\"SEARCH\""));
        assertEquals(ServingCell.UNKNOWN, of(AtCommand.SIMCOM_CELL, "+CPSI: NO SERVICE,Online"));
        assertEquals(ServingCell.UNKNOWN, of(AtCommand.HUAWEI_FREQUENCY, "^HFREQINFO:1,3,8,2900"));
    }

    @Test
    void readsTheSignalOfTheServingCell() {
        var nr = ServingCell.signal(
                AtCommand.QUECTEL_CELL,
                List.of(
                        "+QENG: \"servingcell\",\"CONNECT\",\"NR5G-SA\",\"TDD\",460,11,760BF0114,702,76010F,633984,78,100,-89,-8,15"));
        var simcom = ServingCell.signal(
                AtCommand.SIMCOM_CELL,
                List.of("+CPSI: LTE,Online,460-11,0x5A1E,187211644,257,EUTRAN-BAND3,1850,5,5,-108,-1044,-764,13"));

        assertEquals(Optional.of(-89.0), nr.rsrp());
        assertEquals(Optional.of(15.0), nr.sinr());
        assertEquals(Optional.of(-104.4), simcom.rsrp());
        assertEquals(Optional.of(-10.8), simcom.rsrq());
    }

    private static ServingCell of(AtCommand asked, String line) {
        return ServingCell.of(asked, List.of(line));
    }

    private static ServingCell cell(String id, String band) {
        return new ServingCell(
                Optional.of(id).filter(t -> !t.isEmpty()), Optional.of(band).filter(t -> !t.isEmpty()));
    }
}
