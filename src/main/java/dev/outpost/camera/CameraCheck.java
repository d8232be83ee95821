package dev.outpost.camera;

import dev.outpost.camera.CameraProof.Check;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at one camera the way its owner will: TCP, RTSP, one picture. */
public final class CameraCheck {
    /** LTE and two ends of a tunnel: a first answer within a second is usual, five are patience. */
    private static final Duration DIAL = Duration.ofSeconds(5);

    private static final Duration TALK = Duration.ofSeconds(10);

    /** A picture that the camera made longer ago than this shows what was, not what is. */
    private static final Duration OLD = Duration.ofMinutes(10);

    /** A line that names a codec (RFC 8866, section 6.6). */
    private static final Pattern CODEC = Pattern.compile("a=rtpmap:\\d+ ([A-Za-z0-9.-]+)/.*");

    private final Vantage vantage;
    private final LoginBudget budget;

    public CameraCheck(Vantage vantage, LoginBudget budget) {
        this.vantage = vantage;
        this.budget = budget;
    }

    /** Everything, from this vantage. Stops at the first thing that fails. */
    public CameraProof look(CameraTarget camera) {
        return new Run(camera).all();
    }

    /** Only whether the camera answers RTSP there: needs no password and costs one connection. */
    public CameraProof answers(CameraTarget camera) {
        return new Run(camera).greetingOnly();
    }

    /** What the camera says of its own firmware, or why it is not known. */
    public FirmwareAnswer firmware(CameraTarget camera) {
        if (camera.login().isPresent() && !budget.allows(camera.name())) {
            return new FirmwareAnswer.Unknown("it was not asked: its password was refused before");
        }
        return switch (vantage.dial(camera.host(), camera.webPort(), DIAL)) {
            case Dial.Connected line -> firmware(camera, line);
            case Dial other ->
                new FirmwareAnswer.Unknown("its web port " + camera.webPort() + " does not answer: " + other.words());
        };
    }

    private FirmwareAnswer firmware(CameraTarget camera, Dial.Connected line) {
        try (var client = new Fetch(vantage, camera, line, DIAL, TALK)) {
            var reply = client.get(camera.paths().about());
            budget.note(camera.name(), client.session());
            return reply.status() == 200
                    ? FirmwareAnswer.of(reply.body())
                    : new FirmwareAnswer.Unknown(client.session()
                            .refusal()
                            .map(refusal -> "it " + refusal.words())
                            .orElse("it answers " + words(reply)));
        } catch (IOException broken) {
            return new FirmwareAnswer.Unknown(String.valueOf(broken.getMessage()));
        }
    }

    private interface Question {
        Reply ask() throws IOException;
    }

    /** One look; carries what was seen so far. */
    private final class Run {
        private final CameraTarget camera;
        private final CameraProblems problems;
        private final List<Check> checks = new ArrayList<>();

        Run(CameraTarget camera) {
            this.camera = camera;
            this.problems = new CameraProblems(camera, vantage.where());
        }

        CameraProof greetingOnly() {
            return ended(talked(Optional.empty(), this::options));
        }

        CameraProof all() {
            if (camera.login().isPresent() && !budget.allows(camera.name())) {
                return ended(Optional.of(problems.spent(budget.next(camera.name()))));
            }
            var rtsp = talked(camera.login(), client -> options(client).or(() -> describe(client)));
            if (rtsp.isPresent()) {
                return ended(rtsp);
            }
            return snapshot();
        }

        private Optional<Problem> talked(Optional<Login> login, Function<RtspClient, Optional<Problem>> work) {
            return switch (dial(camera.rtspPort())) {
                case Dial.Connected line -> {
                    try (var talk = new Conversation(line, TALK)) {
                        yield work.apply(new RtspClient(talk, new Session(login)));
                    }
                }
                case Dial other -> Optional.of(problems.unanswered(camera.rtspPort(), other));
            };
        }

        private Dial dial(int port) {
            long start = Ticker.REAL.nanos();
            var dial = vantage.dial(camera.host(), port, DIAL);
            checks.add(new Check("TCP " + port, dial instanceof Dial.Connected, words(dial), since(start)));
            return dial;
        }

        private Optional<Problem> options(RtspClient client) {
            var what = "RTSP OPTIONS";
            return asked(
                    what,
                    () -> client.options(camera.rtsp()),
                    CameraCheck::words,
                    reply -> problems.strange(what, words(reply)));
        }

        private Optional<Problem> describe(RtspClient client) {
            var what = "RTSP DESCRIBE";
            return asked(
                    what,
                    () -> client.describe(camera.rtsp()),
                    reply -> media(reply.body()),
                    reply -> refused(what, reply, client.session()));
        }

        private Optional<Problem> asked(
                String what, Question question, Function<Reply, String> good, Function<Reply, Problem> bad) {
            long start = Ticker.REAL.nanos();
            try {
                var reply = question.ask();
                var is = reply.status() == 200;
                checks.add(new Check(what, is, is ? good.apply(reply) : words(reply), since(start)));
                return is ? Optional.empty() : Optional.of(bad.apply(reply));
            } catch (IOException broken) {
                return broken(what, broken, start);
            }
        }

        private CameraProof snapshot() {
            if (!(dial(camera.webPort()) instanceof Dial.Connected line)) {
                return ended(Optional.of(problems.noPicture("its web port does not answer")));
            }
            long start = Ticker.REAL.nanos();
            try (var client = new Fetch(vantage, camera, line, DIAL, TALK)) {
                var reply = client.get(camera.paths().snapshot());
                if (reply.status() != 200) {
                    checks.add(new Check("picture", false, words(reply), since(start)));
                    return ended(Optional.of(refused("picture", reply, client.session())));
                }
                return decoded(reply, since(start), clock(reply, client));
            } catch (IOException broken) {
                return ended(broken("picture", broken, start));
            }
        }

        /** By the picture's own answer, else by one question more on the same connection. */
        private CameraClock clock(Reply reply, Fetch client) {
            if (reply.first("Date").isPresent()) {
                return CameraClock.of(reply, budget.now());
            }
            try {
                var time = client.get(camera.paths().time());
                return time.status() == 200 ? CameraClock.ofTime(time.body(), budget.now()) : CameraClock.SILENT;
            } catch (IOException silent) {
                return CameraClock.SILENT; // the picture is there; nobody asked for more
            }
        }

        private CameraProof decoded(Reply reply, Duration took, CameraClock clock) {
            try {
                var picture = Picture.decode(reply.body(), took, clock);
                var old = clock.age().filter(age -> age.compareTo(OLD) > 0);
                var words = picture.width() + " × " + picture.height() + ", " + picture.jpeg().length + " bytes"
                        + old.map(age -> ", made " + age.toMinutes() + " minutes before by the camera's own clock")
                                .orElse("");
                checks.add(new Check("picture", old.isEmpty(), words, took));
                return new CameraProof(
                        camera, vantage.where(), checks, Optional.of(picture), old.map(problems::oldPicture));
            } catch (IOException broken) {
                var words = String.valueOf(broken.getMessage());
                checks.add(new Check("picture", false, words, took));
                return ended(Optional.of(problems.noPicture(words)));
            }
        }

        private Problem refused(String what, Reply reply, Session session) {
            budget.note(camera.name(), session);
            return session.refusal()
                    .map(refusal -> problems.refused(refusal, budget.now()))
                    .orElseGet(() -> problems.strange(what, words(reply)));
        }

        private Optional<Problem> broken(String what, IOException broken, long start) {
            var words = String.valueOf(broken.getMessage());
            checks.add(new Check(what, false, words, since(start)));
            return Optional.of(problems.strange(what, words));
        }

        private CameraProof ended(Optional<Problem> problem) {
            return new CameraProof(camera, vantage.where(), checks, Optional.empty(), problem);
        }
    }

    /** A stream's description (RFC 8866) for people: "video (H264)" where it says so. */
    private static String media(byte[] sdp) {
        var lines = new String(sdp, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
        var kinds = lines.stream()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.substring(2).split(" ")[0])
                .filter(kind -> kind.matches("[a-z]+"))
                .toList();
        var codecs = lines.stream()
                .map(CODEC::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.joining(", "));
        return (kinds.isEmpty() ? "no media" : String.join(", ", kinds))
                + (codecs.isEmpty() ? "" : " (" + codecs + ")");
    }

    private static String words(Dial dial) {
        return dial instanceof Dial.Connected ? "connected" : dial.words();
    }

    private static String words(Reply reply) {
        return (reply.status() + " " + reply.reason()).strip();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(Ticker.REAL.nanos() - start);
    }
}
