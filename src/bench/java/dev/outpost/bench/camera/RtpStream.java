package dev.outpost.bench.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Packets of one stream of video (RFC 3550; RFC 6184 and 7798 for what is in them), each in the frame of RTSP over TCP. */
final class RtpStream {
    /** Payload that fits a packet of the tunnel. */
    private static final int MOST = 1_200;

    private static final int TYPE = 96;

    private final VideoFile video;
    private int sequence;

    RtpStream(VideoFile video) {
        this.video = video;
    }

    /**
     * The packets of one picture.
     *
     * @param time by the stream's clock
     */
    byte[] packets(List<byte[]> frame, int time) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < frame.size(); i++) {
            packets(all, frame.get(i), time, i == frame.size() - 1);
        }
        return all.toByteArray();
    }

    private void packets(ByteArrayOutputStream all, byte[] nal, int time, boolean isLast) {
        if (nal.length <= MOST) {
            packet(all, nal, time, isLast);
            return;
        }
        int header = video == VideoFile.H264 ? 1 : 2;
        for (int from = header; from < nal.length; from += MOST) {
            int end = Math.min(nal.length, from + MOST);
            var part = ByteBuffer.allocate(header + 1 + end - from);
            part.put(prefix(nal, from == header, end == nal.length)).put(nal, from, end - from);
            packet(all, part.array(), time, isLast && end == nal.length);
        }
    }

    /** FU-A of H.264, FU of H.265: what it is a part of, and whether the first or the last one. */
    private byte[] prefix(byte[] nal, boolean isFirst, boolean isEnd) {
        int edges = (isFirst ? 0x80 : 0) | (isEnd ? 0x40 : 0);
        return video == VideoFile.H264
                ? new byte[] {(byte) ((nal[0] & 0x60) | 28), (byte) (edges | (nal[0] & 0x1f))}
                : new byte[] {(byte) ((nal[0] & 0x81) | (49 << 1)), nal[1], (byte) (edges | ((nal[0] >> 1) & 0x3f))};
    }

    private void packet(ByteArrayOutputStream all, byte[] payload, int time, boolean isLast) {
        var packet = ByteBuffer.allocate(4 + 12 + payload.length);
        packet.put((byte) '$').put((byte) 0).putShort((short) (12 + payload.length));
        packet.put((byte) 0x80).put((byte) (isLast ? 0x80 | TYPE : TYPE)).putShort((short) sequence++);
        packet.putInt(time).putInt(0x0c0ffee0).put(payload);
        all.writeBytes(packet.array());
    }
}
