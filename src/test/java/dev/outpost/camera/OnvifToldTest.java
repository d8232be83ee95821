package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what a camera says of its addresses, a path is taken, and nothing that another program's file would take for its own. */
class OnvifToldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "rtsp://192.168.1.108:554/cam/realmonitor?channel=1&subtype=0 | /cam/realmonitor?channel=1&subtype=0",
                "rtsp://203.0.113.66/stream1                                  | /stream1",
                "http://0.0.0.0/onvif-http/snapshot?Profile_1                 | /onvif-http/snapshot?Profile_1",
                "rtsp://user:secret@192.168.1.64/videoinput_1:0/h264_1        | /videoinput_1:0/h264_1",
                "rtsp://192.168.1.64                                          |",
                "/stream1                                                     |",
                "rtsp://192.168.1.64/a\"b                                     |",
                "rtsp://192.168.1.64/{FRIGATE_X}                              |",
                "rtsp://192.168.1.64/a#exec:touch                             |",
                "rtsp://192.168.1.64/$(reboot)                                |",
                "rtsp://192.168.1.64/a b                                      |",
                "javascript:alert(1)                                          |",
            })
    void takesAPathOnly(String said, String path) {
        assertEquals(Optional.ofNullable(path), Onvif.Told.path(said));
    }
}
