package dev.outpost.bench.camera;

import dev.outpost.bench.host.ImageFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two seconds of the yard at 12 frames a second, 1920 × 1080, the first of them a key frame; then they begin again. Made from yard.jpg with ffmpeg 5.1:
 *
 * <pre>
 * ffmpeg -loop 1 -framerate 12 -i yard.jpg -frames:v 24 -vf scale=1920:1080,format=yuv420p -c:v libx264 -profile:v main -level 4.1 -preset veryslow
 *   -crf 36 -bf 0 -x264-params keyint=24:min-keyint=24:scenecut=0:repeat-headers=1:slices=1 -bsf:v filter_units=remove_types=6 -f h264 yard.h264
 * ffmpeg -loop 1 -framerate 12 -i yard.jpg -frames:v 24 -vf scale=1920:1080,format=yuv420p -c:v libx265 -preset slow -crf 38
 *   -x265-params keyint=24:min-keyint=24:scenecut=0:bframes=0:repeat-headers=1:info=0:open-gop=0 -f hevc yard.h265
 * </pre>
 */
public enum VideoFile {
    /** The type of a NAL unit is in the last five bits, pictures are 1 to 5; SDP's fmtp names the parameter sets 7 and 8. */
    H264("yard.h264", 0, 0x1f, 5, "packetization-mode=1; profile-level-id=4D4029; sprop-parameter-sets=%s,%s", 7, 8),
    /** It is in bits 1 to 6, pictures are below 32; the parameter sets are 32 to 34. */
    H265("yard.h265", 1, 0x3f, 31, "sprop-vps=%s; sprop-sps=%s; sprop-pps=%s", 32, 34);

    /** Of its own clock, a second (RFC 6184, RFC 7798). */
    static final int RATE = 90_000;

    static final int FRAMES_A_SECOND = 12;

    private final String file;
    private final int shift;
    private final int mask;
    private final int lastPicture;
    private final String format;
    private final int firstParameter;
    private final int lastParameter;

    VideoFile(String file, int shift, int mask, int lastPicture, String format, int firstParameter, int lastParameter) {
        this.file = file;
        this.shift = shift;
        this.mask = mask;
        this.lastPicture = lastPicture;
        this.format = format;
        this.firstParameter = firstParameter;
        this.lastParameter = lastParameter;
    }

    private int type(byte[] nal) {
        return (nal[0] >> shift) & mask;
    }

    /** What SDP's fmtp says of it. */
    String format() {
        return format.formatted(IntStream.rangeClosed(firstParameter, lastParameter)
                .mapToObj(this::base64)
                .toArray());
    }

    /** NAL units by pictures: each one's parameters in front of it. */
    public List<List<byte[]>> frames() {
        var frames = new ArrayList<List<byte[]>>();
        var frame = new ArrayList<byte[]>();
        for (var unit : units()) {
            frame.add(unit);
            if (type(unit) <= lastPicture) {
                frames.add(List.copyOf(frame));
                frame.clear();
            }
        }
        return frames;
    }

    private String base64(int type) {
        return units().stream()
                .filter(unit -> type(unit) == type)
                .findFirst()
                .map(unit -> Base64.getEncoder().encodeToString(unit))
                .orElseThrow();
    }

    /** Cut at the start codes (H.264 and H.265, annex B). */
    private List<byte[]> units() {
        var bytes = ImageFiles.bytes("/dev/outpost/bench/camera/" + file);
        var units = new ArrayList<byte[]>();
        int from = -1;
        for (int at = 0; at + 2 < bytes.length; at++) {
            if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) {
                if (from >= 0) {
                    units.add(Arrays.copyOfRange(bytes, from, bytes[at - 1] == 0 ? at - 1 : at));
                }
                from = at + 3;
            }
        }
        units.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return units;
    }
}
