package dev.outpost.camera;

import dev.outpost.camera.CameraChange.Stroke;
import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONVIF's device service, as its administrator. */
final class OnvifTalk implements CameraSetup.Talk {
    private final CameraPlace place;
    private final SetupWish wish;
    private final Fetch fetch;
    private final Onvif onvif;

    OnvifTalk(CameraPlace place, SetupWish wish, Fetch fetch, Login login) {
        this.place = place;
        this.wish = wish;
        this.fetch = fetch;
        this.onvif = new Onvif(fetch, Optional.of(login), place.clock().instant());
    }

    @Override
    public List<CameraChange> missing() throws IOException {
        var clock = onvif.clock().orElseThrow(() -> new IOException("it does not say what time it is"));
        var says = onvif.now();
        return new Plan(
                        clock,
                        says,
                        said("<tds:GetNTP/>"),
                        said("<tds:GetNetworkDefaultGateway/>"),
                        said("<tds:GetUsers/>"))
                .changes(wish, place.clock().instant());
    }

    @Override
    public Reply say(CameraChange.Stroke stroke) throws IOException {
        onvif.clock(); // what it takes a token by may just have been set
        return checked(onvif.ask(stroke.whole()));
    }

    @Override
    public Optional<String> maker() throws IOException {
        return said("<tds:GetDeviceInformation/>").element("Manufacturer");
    }

    private Xml said(String operation) throws IOException {
        var answer = checked(onvif.ask(operation));
        return answer.status() == 200 ? Xml.of(answer.body()) : new Xml("");
    }

    private Reply checked(Reply reply) {
        place.let(fetch, reply);
        if (Onvif.isRefused(reply)) {
            place.budget().failed(place.camera());
            throw new ProblemException(place.problems()
                    .refused(
                            new LoginRefusal.Wrong(Optional.empty()),
                            place.clock().instant()));
        }
        return reply;
    }

    /**
     * What is missing at a camera that speaks ONVIF and no dialect of its own that we know: answers and the wish in, changes out.
     *
     * @param clock its answer to GetSystemDateAndTime
     * @param says its own time
     * @param servers its answer to GetNTP
     * @param gateways its answer to GetNetworkDefaultGateway
     * @param users its answer to GetUsers
     */
    private record Plan(Xml clock, Instant says, Xml servers, Xml gateways, Xml users) {
        List<CameraChange> changes(SetupWish wish, Instant now) {
            var router = wish.router().address().toString();
            var changes = new ArrayList<CameraChange>();
            time(wish, now).ifPresent(changes::add);
            if (servers.parts("NTPManual").stream().noneMatch(server -> server.says("IPv4Address", router))) {
                changes.add(change(
                        wish,
                        "time-server",
                        "it takes the time from the router, " + router,
                        "<tds:SetNTP><tds:FromDHCP>false</tds:FromDHCP><tds:NTPManual><tt:Type>IPv4</tt:Type><tt:IPv4Address>"
                                + router + "</tt:IPv4Address></tds:NTPManual></tds:SetNTP>"));
            }
            if (users.parts("User").stream().noneMatch(user -> user.says("Username", wish.viewer()))) {
                changes.add(new CameraChange(
                        wish.camera(),
                        "onvif-user",
                        "user " + wish.viewer() + " may look, and nothing else",
                        List.of("UserLevel User"),
                        List.of(operation(
                                "<tds:CreateUsers><tds:User><tt:Username>" + Xml.escaped(wish.viewer())
                                        + "</tt:Username><tt:Password>%s</tt:Password><tt:UserLevel>User</tt:UserLevel></tds:User></tds:CreateUsers>",
                                Optional.of(wish.password()))),
                        false));
            }
            if (!gateways.element("IPv4Address").filter(router::equals).isPresent()) {
                changes.add(change(
                        wish,
                        "gateway",
                        "its gateway is the router, " + router,
                        "<tds:SetNetworkDefaultGateway><tds:IPv4Address>" + router
                                + "</tds:IPv4Address></tds:SetNetworkDefaultGateway>"));
            }
            return changes;
        }

        private Optional<CameraChange> time(SetupWish wish, Instant now) {
            var zone = wish.zone().map(id -> new PosixZone(id, now).posix());
            var isRight = clock.says("DateTimeType", "NTP")
                    && Duration.between(says, now).abs().compareTo(Picture.Clock.OFF) <= 0
                    && zone.filter(wanted -> !clock.says("TZ", wanted)).isEmpty();
            if (isRight) {
                return Optional.empty();
            }
            var zoned = zone.or(() -> clock.element("TZ"))
                    .map(text -> "<tds:TimeZone><tt:TZ>" + Xml.escaped(text) + "</tt:TZ></tds:TimeZone>")
                    .orElse("");
            var utc = now.atOffset(ZoneOffset.UTC);
            var manual =
                    "<tds:UTCDateTime><tt:Time><tt:Hour>" + utc.getHour() + "</tt:Hour><tt:Minute>" + utc.getMinute()
                            + "</tt:Minute><tt:Second>" + utc.getSecond() + "</tt:Second></tt:Time><tt:Date><tt:Year>"
                            + utc.getYear()
                            + "</tt:Year><tt:Month>" + utc.getMonthValue() + "</tt:Month><tt:Day>" + utc.getDayOfMonth()
                            + "</tt:Day></tt:Date></tds:UTCDateTime>";
            return Optional.of(new CameraChange(
                    wish.camera(),
                    "clock",
                    "its clock is set"
                            + wish.zone().map(id -> ", its zone is " + id).orElse("") + ", it goes by NTP",
                    List.of("it said " + says),
                    List.of(set("Manual", zoned + manual), set("NTP", zoned)),
                    false));
        }

        private static Stroke set(String type, String rest) {
            return operation(
                    "<tds:SetSystemDateAndTime><tds:DateTimeType>" + type
                            + "</tds:DateTimeType><tds:DaylightSavings>false</tds:DaylightSavings>" + rest
                            + "</tds:SetSystemDateAndTime>",
                    Optional.empty());
        }

        private static CameraChange change(SetupWish wish, String kind, String words, String operation) {
            return new CameraChange(
                    wish.camera(), kind, words, List.of(), List.of(operation(operation, Optional.empty())), false);
        }

        private static Stroke operation(String body, Optional<Secret> password) {
            return new Stroke("POST", Onvif.PATH, body, password);
        }
    }
}
