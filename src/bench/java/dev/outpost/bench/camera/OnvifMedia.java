package dev.outpost.bench.camera;

import dev.outpost.net.Ipv4;
import java.util.Optional;

/** What a simulated camera tells by ONVIF of its services, its streams and its network. Written from the specification. */
final class OnvifMedia {
    static final String PATH = "/onvif/Media";
    private static final String WIDTHS = "<tt:H264><tt:ResolutionsAvailable><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:ResolutionsAvailable>"
            + "<tt:GovLengthRange><tt:Min>1</tt:Min><tt:Max>250</tt:Max></tt:GovLengthRange><tt:FrameRateRange><tt:Min>1</tt:Min><tt:Max>25</tt:Max></tt:FrameRateRange>"
            + "<tt:EncodingIntervalRange><tt:Min>1</tt:Min><tt:Max>1</tt:Max></tt:EncodingIntervalRange><tt:H264ProfilesSupported>Main</tt:H264ProfilesSupported></tt:H264>";

    private final SimulatedCamera camera;

    OnvifMedia(SimulatedCamera camera) {
        this.camera = camera;
    }

    /** The answer to an operation; empty where it is none of these. */
    Optional<String> answered(String body) {
        if (body.contains("GetCapabilities")) {
            return device("GetCapabilities", "<tds:Capabilities><tt:Device><tt:XAddr>" + at(OnvifService.PATH)
                    + "</tt:XAddr></tt:Device><tt:Media><tt:XAddr>" + at(PATH)
                    + "</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP>"
                    + "<tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media></tds:Capabilities>");
        }
        if (body.contains("GetProfiles")) {
            return media("GetProfiles", profile("Profiles", 1) + profile("Profiles", 2));
        }
        if (body.contains("GetStreamUri")) {
            return media("GetStreamUri", uri("rtsp://" + host() + ":554" + camera.stream(number(body))));
        }
        if (body.contains("GetSnapshotUri")) {
            return media("GetSnapshotUri", uri(at(camera.snapshot())));
        }
        if (body.contains("GetVideoEncoderConfigurationOptions")) {
            return media("GetVideoEncoderConfigurationOptions", "<trt:Options><tt:QualityRange><tt:Min>0</tt:Min><tt:Max>5</tt:Max></tt:QualityRange>"
                    + WIDTHS + "</trt:Options>");
        }
        if (body.contains("GetVideoEncoderConfiguration")) {
            return media("GetVideoEncoderConfiguration", encoder("trt:Configuration", number(body)));
        }
        if (body.contains("GetProfile")) {
            return media("GetProfile", profile("Profile", number(body)));
        }
        if (body.contains("GetNetworkInterfaces")) {
            return device("GetNetworkInterfaces", "<tds:NetworkInterfaces token=\"eth0\"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>"
                    + camera.mac() + "</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info><tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>"
                    + host() + "</tt:Address><tt:PrefixLength>" + camera.address().prefix()
                    + "</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces>");
        }
        return body.contains("GetDNS")
                ? device("GetDNS", "<tds:DNSInformation><tt:FromDHCP>false</tt:FromDHCP><tt:DNSManual><tt:Type>IPv4</tt:Type><tt:IPv4Address>8.8.8.8</tt:IPv4Address></tt:DNSManual></tds:DNSInformation>")
                : Optional.empty();
    }

    private static Optional<String> device(String operation, String inside) {
        return Optional.of("<tds:" + operation + "Response>" + inside + "</tds:" + operation + "Response>");
    }

    private static Optional<String> media(String operation, String inside) {
        return Optional.of("<trt:" + operation + "Response xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\">" + inside + "</trt:"
                + operation + "Response>");
    }

    private static String uri(String address) {
        return "<trt:MediaUri><tt:Uri>" + address.replace("&", "&amp;")
                + "</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT60S</tt:Timeout></trt:MediaUri>";
    }

    private static String profile(String element, int number) {
        return "<trt:" + element + " fixed=\"true\" token=\"Profile_" + number + "\"><tt:Name>" + (number == 1 ? "mainStream" : "subStream")
                + "</tt:Name><tt:VideoSourceConfiguration token=\"VideoSourceToken\"><tt:Name>VideoSourceConfig</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>VideoSource_1</tt:SourceToken>"
                + "<tt:Bounds x=\"0\" y=\"0\" width=\"1920\" height=\"1080\"/></tt:VideoSourceConfiguration>"
                + encoder("tt:VideoEncoderConfiguration", number) + "</trt:" + element + ">";
    }

    private static String encoder(String element, int number) {
        return "<" + element + " token=\"VideoEncoderToken_" + number + "\"><tt:Name>VideoEncoder_" + number
                + "</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>"
                + (number == 1 ? 1920 : 640) + "</tt:Width><tt:Height>" + (number == 1 ? 1080 : 360)
                + "</tt:Height></tt:Resolution><tt:Quality>3</tt:Quality><tt:RateControl><tt:FrameRateLimit>12</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval>"
                + "<tt:BitrateLimit>2048</tt:BitrateLimit></tt:RateControl><tt:H264><tt:GovLength>24</tt:GovLength><tt:H264Profile>Main</tt:H264Profile></tt:H264>"
                + "<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address><tt:Port>8860</tt:Port><tt:TTL>128</tt:TTL>"
                + "<tt:AutoStart>false</tt:AutoStart></tt:Multicast><tt:SessionTimeout>PT5S</tt:SessionTimeout></" + element + ">";
    }

    private static int number(String body) {
        return body.contains("_2<") ? 2 : 1;
    }

    private String at(String path) {
        return "http://" + host() + path;
    }

    private Ipv4 host() {
        return camera.address().address();
    }
}
