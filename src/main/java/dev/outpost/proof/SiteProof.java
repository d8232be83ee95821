package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraProof.Check;
import dev.outpost.camera.FrameSize;
import dev.outpost.camera.Picture;
import dev.outpost.camera.StreamSeen;
import dev.outpost.ledger.State;
import dev.outpost.reach.NegativeScan;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a site from outside.
 *
 * @param vantage where from; absent: nobody looked
 * @param outside what answered on the public address; absent: not looked at
 * @param problem the first thing that keeps the site from being proven
 */
public record SiteProof(
        String site,
        Optional<String> vantage,
        List<CameraProof> cameras,
        Optional<NegativeScan.Result> outside,
        Optional<Problem> problem) {
    public SiteProof {
        cameras = List.copyOf(cameras);
    }

    /** Nobody looked, and why. */
    public static SiteProof none(String site, Problem problem) {
        return new SiteProof(site, Optional.empty(), List.of(), Optional.empty(), Optional.of(problem));
    }

    /** The same, and this is what keeps it from being proven. */
    SiteProof with(Problem found) {
        return new SiteProof(site, vantage, cameras, outside, Optional.of(found));
    }

    /** The same with more that was looked at. */
    SiteProof with(List<CameraProof> more) {
        return new SiteProof(site, vantage, more, outside, problem);
    }

    /** Every camera was seen as its owner sees it, and nothing answers that should not. */
    public boolean isProven() {
        return problem.isEmpty() && vantage.isPresent();
    }

    /** The facts of {@code outpost.verify/1}, in order. */
    public Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("proven", isProven());
        facts.put("vantage", vantage.orElse(null));
        facts.put("cameras", cameras.stream().map(SiteProof::camera).toList());
        facts.put("outside", outside.map(SiteProof::outside).orElse(null));
        return facts;
    }

    private static Map<String, @Nullable Object> camera(CameraProof proof) {
        var camera = proof.camera();
        return Json.object(
                "name", camera.name(),
                "address", camera.host(),
                "proven", proof.isProven(),
                "checks", proof.checks().stream().map(SiteProof::check).toList(),
                "stream", proof.stream().map(SiteProof::stream).orElse(null),
                "picture", proof.picture().map(SiteProof::picture).orElse(null),
                "links", Json.object("stream", camera.rtsp(), "smallStream", camera.rtspSmall(), "web", camera.web()),
                "problem", proof.problem().map(Problem::code).orElse(null));
    }

    private static Map<String, @Nullable Object> check(Check check) {
        return Json.object(
                "what", check.what(),
                "good", check.good(),
                "result", check.result(),
                "elapsedMs", check.took().toMillis());
    }

    private static Map<String, @Nullable Object> stream(StreamSeen stream) {
        return Json.object(
                "codec", stream.codec(),
                "width", stream.size().map(FrameSize::width).orElse(null),
                "height", stream.size().map(FrameSize::height).orElse(null),
                "framesPerSecond", Math.round(10 * stream.framesPerSecond()) / 10.0,
                "kilobitsPerSecond", stream.kilobitsPerSecond(),
                "bytes", stream.bytes(),
                "playedMs", stream.playing().toMillis(),
                "elapsedMs", stream.watched().toMillis());
    }

    private static Map<String, @Nullable Object> picture(Picture picture) {
        return Json.object(
                "width", picture.width(),
                "height", picture.height(),
                "bytes", picture.jpeg().length,
                "sha256", picture.sha256(),
                "elapsedMs", picture.took().toMillis(),
                "changed", picture.changed().orElse(null),
                "cameraTime", picture.clock().now().map(Instant::toString).orElse(null),
                "clockAheadSeconds",
                        picture.clock().ahead().map(Duration::toSeconds).orElse(null),
                "ageSeconds", picture.clock().age().map(Duration::toSeconds).orElse(null));
    }

    private static Map<String, @Nullable Object> outside(NegativeScan.Result result) {
        return Json.object(
                "address", result.address(),
                "from", result.from(),
                "scanned", result.scanned(),
                "expected", result.expected(),
                "unexpected", result.unexpected(),
                "missing", result.missing(),
                "notScanned", result.notScanned());
    }

    /** Nobody looked from where a viewer sits. */
    static Problem noVantage(Site site) {
        return ProblemCode.PROOF_NO_VANTAGE.problem(
                "not proven from a viewer",
                "this computer is not in the tunnel, and no vantage was named",
                "outpost verify " + site.file() + " --via socks5://HOST:PORT   (or import a viewer's page here first)");
    }

    /**
     * The way to a site, as it is known here.
     *
     * @throws ProblemException {@code WAY-NO-RELAY} or {@code SITE-NOT-APPLIED}
     */
    static TunnelPlan way(Site site, State state) {
        if (site.access().relay().isEmpty() && !site.access().isDirect()) {
            throw new ProblemException(noRelay(site));
        }
        return TunnelPlan.known(site, state.ledger(), state.site(site.name()).address())
                .orElseThrow(() -> new ProblemException(neverApplied(site)));
    }

    /** No relay is named. */
    private static Problem noRelay(Site site) {
        return ProblemCode.WAY_NO_RELAY.problem(
                "nobody can reach this site after you leave",
                "no relay is named in " + site.file(),
                "name one as access: relay: NAME, then run: outpost apply " + site.file());
    }

    /** Nobody here ever set the site up. */
    private static Problem neverApplied(Site site) {
        return ProblemCode.SITE_NOT_APPLIED.problem(
                "site " + site.name() + " was never applied from here",
                "the ledger does not know it, or not all of its cameras",
                "outpost apply " + site.file());
    }
}
