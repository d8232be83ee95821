package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.LoginBudget;
import dev.outpost.reach.LinkVantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.Narrator;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.util.Optional;

/** Whether cameras' streams come over UDP too, in packets of the size that they send: most viewers' programs ask for that first. Never fails a proof. */
record OverUdp(RemoteLink relay, LoginBudget budget, Ticker ticker, Narrator narrator) {
    /** As that prover logs in. */
    static OverUdp of(SiteProver prover, RemoteLink relay, Ticker ticker) {
        return new OverUdp(relay, prover.budget(), ticker, prover.narrator());
    }

    /** The same proof with the answer, where it could be had. */
    CameraProof in(CameraProof proof) {
        return proof.problem().isPresent()
                ? proof
                : tried(proof).map(check -> proof.with(check, Optional.empty())).orElse(proof);
    }

    private Optional<CameraProof.Check> tried(CameraProof proof) {
        var check = new CameraCheck(new LinkVantage(relay, "the relay"), budget, ticker);
        try (var ear = UdpEar.on(relay, proof.camera().host(), ticker)) {
            var found = check.overUdp(proof.camera(), ear);
            found.ifPresent(each -> told(proof.camera().name() + ": " + each.what(), each));
            return found;
        } catch (IOException cannot) {
            return Optional.empty();
        }
    }

    private void told(String words, CameraProof.Check check) {
        if (check.good()) {
            narrator.saw(words, check.result());
        } else {
            narrator.warned(words + ": " + check.result());
        }
    }
}
