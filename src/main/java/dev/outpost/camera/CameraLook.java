package dev.outpost.camera;

import dev.outpost.camera.CameraProof.Check;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at one camera; carries what was seen so far, and stops at the first thing that fails. */
final class CameraLook {
    /** LTE and two ends of a tunnel: a first answer within a second is usual, five are patience. */
    static final Duration DIAL = Duration.ofSeconds(5);

    /** Four questions and a login, each a way through the tunnel and back. */
    private static final Duration HEAD = Duration.ofSeconds(8);

    /** Six short questions. */
    private static final Duration ASKED = Duration.ofSeconds(4);

    /** A picture of a megabyte on a line of a megabit. */
    static final Duration FETCH = Duration.ofSeconds(9);

    /** A picture that the camera made longer ago than this shows what was, not what is. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final Vantage vantage;
    private final LoginBudget budget;
    private final Ticker ticker;
    private final CameraProblems problems;
    private CameraTarget camera;
    private final List<Check> checks = new ArrayList<>();
    private Optional<Picture> picture = Optional.empty();
    private Optional<StreamSeen> stream = Optional.empty();

    CameraLook(Vantage vantage, LoginBudget budget, Ticker ticker, CameraTarget camera) {
        this.vantage = vantage;
        this.budget = budget;
        this.ticker = ticker;
        this.camera = camera;
        this.problems = new CameraProblems(camera, vantage.where());
    }

    /** Its picture. */
    CameraProof pictured() {
        return proof(() -> {
            refuseSpent();
            snapshot();
        });
    }

    /** Its stream, without a picture. */
    CameraProof playing() {
        return proof(() -> {
            refuseSpent();
            watch();
        });
    }

    /** Both. */
    CameraProof whole() {
        return proof(() -> {
            refuseSpent();
            watch();
            snapshot();
        });
    }

    private void refuseSpent() {
        if (camera.login().isPresent() && !budget.allows(camera.name())) {
            throw new ProblemException(problems.spent(budget.next(camera.name())));
        }
    }

    /** Only whether it answers RTSP. */
    CameraProof greeting() {
        return proof(() -> {
            try (var talk = new Conversation(connected(camera.rtspPort()), ticker.in(HEAD))) {
                options(new RtspClient(talk, new Session(Optional.empty())));
            }
        });
    }

    private CameraProof proof(Runnable look) {
        var problem = Optional.<Problem>empty();
        try {
            look.run();
        } catch (ProblemException stopped) {
            problem = Optional.of(stopped.problem());
        }
        return new CameraProof(camera, vantage.where(), checks, stream, picture, problem);
    }

    private void watch() {
        try (var talk = new Conversation(connected(camera.rtspPort()), ticker.in(HEAD))) {
            var client = new RtspClient(talk, new Session(camera.login()));
            options(client);
            var described = asked("RTSP DESCRIBE", client.session(), () -> described(client));
            said("RTSP DESCRIBE", StreamOffer.words(described.reply().body()), described.took());
            var offer = offer(described.reply());
            var base = base(described.reply(), camera);
            play(client, offer, base);
            talk.until(ticker.in(StreamMeter.LONGEST.plusSeconds(1)));
            stream = Optional.of(measured(client, offer, base));
        }
    }

    private void options(RtspClient client) {
        var answer = asked("RTSP OPTIONS", client.session(), () -> client.options(camera.rtsp()));
        said("RTSP OPTIONS", words(answer.reply()), answer.took());
    }

    /** Where its path is another one, ONVIF is asked for it: once. */
    private Reply described(RtspClient client) throws IOException {
        var reply = client.describe(camera.rtsp());
        if (!isElsewhere(reply)) {
            return reply;
        }
        try (var fetch = new Fetch(vantage, camera, connected(camera.webPort()), DIAL, ticker.in(ASKED))) {
            return isTold(fetch) ? client.describe(camera.rtsp()) : reply;
        }
    }

    /** As cameras answer for a path that they do not have. */
    private static boolean isElsewhere(Reply reply) {
        return reply.status() == 404 || reply.status() == 400;
    }

    private boolean isTold(Fetch fetch) throws IOException {
        var told = new Onvif.Told(fetch, camera, budget).paths();
        told.ifPresent(paths -> {
            camera = camera.with(paths);
            said("ONVIF", "its stream is at " + paths.main() + ", its picture at " + paths.snapshot(), Duration.ZERO);
        });
        return told.isPresent();
    }

    private StreamOffer offer(Reply described) {
        return StreamOffer.first(described.body())
                .filter(StreamOffer::isKnown)
                .orElseThrow(() -> noStream(
                        "it describes " + StreamOffer.words(described.body()) + ", and no video in H.264 or H.265",
                        Duration.ZERO));
    }

    /** The description's own address, where it names one. */
    static String base(Reply described, CameraTarget camera) {
        return described
                .first("Content-Base")
                .filter(base -> base.matches("rtsp://[\\x21-\\x7e]{1,300}"))
                .orElse(camera.rtsp());
    }

    private void play(RtspClient client, StreamOffer offer, String base) {
        var setup = asked("RTSP SETUP", client.session(), () -> client.setup(offer.address(base)));
        said("RTSP SETUP", words(setup.reply()), setup.took());
        var play = asked("RTSP PLAY", client.session(), () -> client.play(base));
        said("RTSP PLAY", words(play.reply()), play.took());
    }

    private StreamSeen measured(RtspClient client, StreamOffer offer, String base) {
        var meter = new StreamMeter(offer, ticker);
        var ended = meter.watch(client);
        var seen = meter.seen();
        if (!meter.hasKeyFrame()) {
            throw noStream(seen.without() + ended.map(words -> ": " + words).orElse(""), seen.watched());
        }
        client.teardown(base);
        var isPicture = meter.isPicture();
        if (isPicture.filter(is -> !is).isPresent()) {
            throw noStream(seen.words() + ", but ffmpeg decodes no picture of it", seen.watched());
        }
        said("stream", seen.words() + isPicture.map(_ -> "; ffmpeg decodes it").orElse(""), seen.watched());
        return seen;
    }

    private void snapshot() {
        try (var client = new Fetch(vantage, camera, connected(camera.webPort()), DIAL, ticker.in(FETCH))) {
            var answer = asked("picture", client.session(), () -> picture(client));
            decode(answer, clock(answer.reply(), client));
        }
    }

    private Reply picture(Fetch client) throws IOException {
        var reply = client.get(camera.paths().snapshot());
        return isElsewhere(reply) && isTold(client) ? client.get(camera.paths().snapshot()) : reply;
    }

    /** By the picture's own answer, else by one question more on the same connection. */
    private Picture.Clock clock(Reply reply, Fetch client) {
        if (reply.first("Date").isPresent()) {
            return Picture.Clock.of(reply, budget.now());
        }
        try {
            var time = client.get(camera.paths().time());
            return time.status() == 200 ? Picture.Clock.ofTime(time.body(), budget.now()) : Picture.Clock.SILENT;
        } catch (IOException silent) {
            return Picture.Clock.SILENT; // the picture is there; nobody asked for more
        }
    }

    private void decode(Answer answer, Picture.Clock clock) {
        try {
            var decoded = Picture.decode(answer.reply().body(), answer.took(), clock);
            picture = Optional.of(decoded);
            var words = decoded.width() + " × " + decoded.height() + ", " + decoded.jpeg().length + " bytes";
            var old = clock.age().filter(age -> age.compareTo(OLD) > 0);
            if (old.isPresent()) {
                throw failed("picture", words + ", too old", answer.took(), problems.oldPicture(old.get()));
            }
            said("picture", words, answer.took());
        } catch (IOException broken) {
            var words = SystemWords.of(broken);
            throw failed("picture", words, answer.took(), problems.noPicture(words));
        }
    }

    private interface Question {
        Reply ask() throws IOException;
    }

    private record Answer(Reply reply, Duration took) {}

    /** One question whose answer is 200, or the end of the look. */
    private Answer asked(String what, Session session, Question question) {
        long start = ticker.nanos();
        try {
            var reply = question.ask();
            var took = since(start);
            if (reply.status() == 200) {
                return new Answer(reply, took);
            }
            budget.note(camera.name(), session);
            var why = session.refusal().map(refusal -> problems.refused(refusal, budget.now()));
            throw failed(what, words(reply), took, why.orElseGet(() -> problems.strange(what, words(reply))));
        } catch (IOException broken) {
            var words = SystemWords.of(broken);
            throw failed(what, words, since(start), problems.strange(what, words));
        }
    }

    private Dial.Connected connected(int port) {
        long start = ticker.nanos();
        var dial = vantage.dial(camera.host(), port, DIAL);
        var isThere = dial instanceof Dial.Connected;
        checks.add(new Check("TCP " + port, isThere, isThere ? "connected" : dial.words(), since(start)));
        return switch (dial) {
            case Dial.Connected line -> line;
            case Dial other -> throw new ProblemException(problems.unanswered(port, other));
        };
    }

    private void said(String what, String words, Duration took) {
        checks.add(new Check(what, true, words, took));
    }

    private ProblemException noStream(String words, Duration took) {
        return failed("stream", words, took, problems.noStream(words));
    }

    private ProblemException failed(String what, String words, Duration took, Problem problem) {
        checks.add(new Check(what, false, words, took));
        return new ProblemException(problem);
    }

    static String words(Reply reply) {
        return (reply.status() + " " + reply.reason()).strip();
    }

    private Duration since(long start) {
        return Duration.ofNanos(ticker.nanos() - start);
    }
}
