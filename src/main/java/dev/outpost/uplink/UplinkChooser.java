package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Phone;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Evidence in, ranked uplinks out: descriptors first, the modem's answers second, what is known of the device last. A profile may reorder what the
 * descriptors offer, and lower it; it never adds a kind that they do not show.
 */
public final class UplinkChooser {
    private final ProfileBook profiles;

    public UplinkChooser(ProfileBook profiles) {
        this.profiles = profiles;
    }

    /** Best first; none for a dongle in storage or download mode, or one that nobody can say anything about. */
    public List<Candidate> choose(ProbeReport report) {
        var at = new AtEvidence(report);
        var profile = report.profile().flatMap(profiles::dongle);
        var layout = report.usb().map(Layout::of);
        var drafts = layout.map(l -> withUsb(l, at, profile)).orElseGet(() -> withoutUsb(report, at, profile));
        report.phone().ifPresent(phone -> drafts.forEach(d -> weigh(d, phone)));
        var exact = drafts.stream().filter(Draft::isExact).toList();
        profile.ifPresent(p -> drafts.stream().filter(d -> !exact.contains(d)).forEach(d -> advise(d, p)));
        profile.ifPresent(p -> exact.forEach(d -> confirm(d, p)));
        drafts.sort(Comparator.<Draft>comparingInt(d -> -d.advice)
                .thenComparing(d -> d.confidence)
                .thenComparingInt(d -> UplinkHandlers.shipped().rank(d.kind, d.carrier())));
        var needs = new Needs(report, layout, profile, at);
        return drafts.stream().map(needs::candidate).toList();
    }

    private static List<Draft> withUsb(Layout layout, AtEvidence at, Optional<DongleProfile> profile) {
        if (layout.mode() == Mode.STORAGE || layout.mode() == Mode.DOWNLOAD) {
            return new ArrayList<>();
        }
        var drafts = new ArrayList<>(new DescriptorEvidence(layout).drafts());
        drafts.forEach(d -> weigh(d, at));
        ShownInPart.weigh(drafts, layout, profile);
        return drafts;
    }

    /** A telephone carries data as long as somebody keeps its sharing on; a computer's network leads nowhere that is known. */
    private static void weigh(Draft draft, Phone phone) {
        draft.but(phone.evidence(), phone.sort() == Phone.Sort.COMPUTER ? Confidence.GUESS : Confidence.LIKELY);
    }

    /** Answers can confirm what the descriptors offer, or contradict it. */
    private static void weigh(Draft draft, AtEvidence at) {
        var named = at.named();
        if (named.containsKey(draft.kind)) {
            draft.because(named.get(draft.kind));
            if (at.namesAMode()) {
                draft.confidence = Confidence.SURE;
            }
        } else if (draft.kind != UplinkKind.PPP) {
            at.namesAnother(draft.kind).ifPresent(words -> draft.but(words, Confidence.GUESS));
        }
        if (draft.isHuaweiNcm()) {
            at.dialsByNdis().ifPresent(draft::because);
            at.keepsPortsToItself().ifPresent(draft::because);
            at.refusesNdis().ifPresent(words -> draft.but(words, Confidence.LIKELY));
            at.setport()
                    .filter(p -> !p.offersNcm())
                    .ifPresent(p -> draft.but("AT^SETPORT? does not list 16", Confidence.LIKELY));
        }
        if (draft.kind == UplinkKind.NCM && draft.handler.isEmpty()) {
            weighHandler(draft, at);
        }
    }

    /** OpenWrt's ncm handler dials only for makers whose name it knows; there is no option to tell it. */
    private static void weighHandler(Draft draft, AtEvidence at) {
        at.handler().ifPresent(handler -> {
            if (handler.known()) {
                draft.because("OpenWrt's ncm handler knows the maker '" + handler.word() + "'");
            } else if (handler.word().isEmpty()) {
                draft.but("AT+CGMI names no maker, which OpenWrt's ncm handler needs", Confidence.LIKELY);
            } else {
                draft.but(
                        "OpenWrt's ncm handler does not know the maker '" + handler.word() + "'",
                        draft.isHuaweiNcm() ? Confidence.LIKELY : Confidence.GUESS);
            }
        });
    }

    /** A bare port: the modem's own words decide, and none of them proves what the USB side looks like. */
    private static List<Draft> withoutUsb(ProbeReport report, AtEvidence at, Optional<DongleProfile> profile) {
        var drafts = new ArrayList<Draft>();
        if (report.mode() == Mode.UNKNOWN || report.ports().stream().noneMatch(p -> p.answers())) {
            return drafts;
        }
        var named = at.named();
        if (named.isEmpty()) {
            at.dialsByNdis().ifPresent(words -> named.put(UplinkKind.NCM, words));
        }
        named.forEach((kind, words) -> {
            var draft = new Draft(kind, Optional.empty(), Confidence.LIKELY, words);
            if (kind == UplinkKind.NCM) {
                at.dialsByNdis().filter(dials -> !dials.equals(words)).ifPresent(draft::because);
                at.refusesNdis().ifPresent(no -> draft.but(no, Confidence.GUESS));
                weighHandler(draft, at);
            }
            drafts.add(draft);
        });
        if (drafts.isEmpty()) {
            profile.ifPresent(p -> p.advice().stream()
                    .filter(DongleProfile.Advice::prefer)
                    .map(a -> new Draft(a.kind(), Optional.empty(), Confidence.GUESS, "it calls itself a " + p.name()))
                    .forEach(drafts::add));
        }
        if (drafts.stream().noneMatch(d -> d.kind == UplinkKind.PPP)) {
            var ppp = new Draft(UplinkKind.PPP, Optional.empty(), Confidence.GUESS, "it answers AT, so it can dial");
            ppp.against.add("the USB side is not known; the last resort");
            drafts.add(ppp);
        }
        return drafts;
    }

    private static void advise(Draft draft, DongleProfile profile) {
        for (var advice : profile.advice()) {
            if (advice.kind() != draft.kind) {
                continue;
            }
            var words = advice.because() + " (" + advice.source() + ")";
            if (advice.prefer()) {
                draft.advice = 1;
                draft.because(words);
                draft.handler = advice.handler().or(() -> draft.handler);
                draft.delay = advice.delay();
            } else {
                draft.advice = -1;
                draft.but(words, Confidence.GUESS);
            }
        }
    }

    /** What a family's profile says never beats the kernel's own table: it may confirm it, and is told where it disagrees. */
    private static void confirm(Draft draft, DongleProfile profile) {
        draft.advice = 1;
        for (var advice : profile.advice()) {
            if (advice.kind() == draft.kind && advice.prefer()) {
                advise(draft, profile);
            } else if (advice.kind() == draft.kind) {
                draft.against.add(advice.because() + " (" + advice.source() + "); the kernel's table counts for more");
            }
        }
    }
}
