package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Glob;
import dev.outpost.bench.host.Output;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.router.modem.Pppd;
import dev.outpost.bench.router.modem.SerialLine;
import dev.outpost.bench.router.netifd.HandlerTable.Answer;
import dev.outpost.bench.router.netifd.HandlerTable.Kind;
import dev.outpost.bench.router.netifd.HandlerTable.Step;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.uci.UciSection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One run of a handler's steps. A step that says no ends it; netifd decides whether there will be another. */
final class HandlerAttempt {
    private static final Pattern AGREES = Pattern.compile("(?m)^OK\\r?$|^status 0$");

    /** Loads the handler's file without running it, and lets it say what it makes of the modem's name. */
    private static final String MAKER =
            "INCLUDE_ONLY=1; json_get_vars() { device=\"$asked\"; }; json_select() { printf %s \"$1\"; };"
                    + " asked=\"$1\"; . /lib/netifd/proto/ncm.sh; proto_ncm_setup wan";

    private final Netifd netifd;
    private final Pppd pppd;
    private final Call call;
    private final Iface iface;
    private final Kind kind;
    private final HandlerValues values;

    HandlerAttempt(Netifd netifd, Pppd pppd, Call call, Iface iface, Kind kind) {
        this.netifd = netifd;
        this.pppd = pppd;
        this.call = call;
        this.iface = iface;
        this.kind = kind;
        this.values = new HandlerValues(iface, kind.presets());
    }

    /** A word that the handler's file gives, for the steps that it counts for. */
    void isSaid(String word) {
        values.put(word, "yes");
    }

    int up() throws IOException, InterruptedException {
        if (all(kind.up())) {
            return 0;
        }
        boolean available;
        synchronized (netifd.interfaces()) {
            available = iface.available;
        }
        if (kind.patience().isPresent() && available) {
            call.say(kind.patience().get().sentence());
            pause(kind.patience().get().seconds());
        }
        return 1;
    }

    int down() throws IOException, InterruptedException {
        return all(kind.down()) ? 0 : 1;
    }

    private boolean all(List<Step> steps) throws IOException, InterruptedException {
        for (var step : steps) {
            if (values.allow(step.when()) && !made(step)) {
                return false;
            }
        }
        return true;
    }

    private boolean made(Step step) throws IOException, InterruptedException {
        var words = values.fill(step.words());
        return switch (step.verb()) {
            case "node" -> node(words);
            case "net" -> net(words);
            case "ask" -> follows(step.answers(), words);
            case "must" -> must(words);
            case "maker" -> maker(List.of(words.split(" ")));
            case "ppp" -> ppp(List.of(words.split(" [|] ")));
            case "share" -> share(words);
            case "child" -> child(words);
            case "say" -> say(words);
            case "sleep" -> pause(Integer.parseInt(words));
            case "fail" -> fail(words);
            case "stop" -> stop(words);
            case "gone" -> gone();
            default -> throw new IllegalArgumentException("handlers.txt knows no step " + step.verb());
        };
    }

    private boolean say(String sentence) {
        call.say(sentence);
        return true;
    }

    private boolean pause(int seconds) throws InterruptedException {
        call.machine().clock().sleep(Duration.ofSeconds(seconds));
        return true;
    }

    private boolean gone() {
        synchronized (netifd.interfaces()) {
            iface.available = false;
        }
        return false;
    }

    /** {@code CODE SENTENCE}: told to netifd, and to the log where there is a sentence. */
    private boolean fail(String words) {
        var parts = words.split(" ", 2);
        if (parts.length > 1) {
            say(parts[1]);
        }
        synchronized (netifd.interfaces()) {
            iface.fails(kind.name(), parts[0]);
        }
        return false;
    }

    private boolean stop(String words) {
        synchronized (netifd.interfaces()) {
            iface.blocked = true;
        }
        return fail(words);
    }

    private Optional<SpecialFile> device() {
        return call.files().specialAt(values.get("device"));
    }

    private boolean node(String complaint) {
        if (device().isPresent()) {
            return true;
        }
        if (!complaint.isEmpty()) {
            say(complaint);
        }
        return gone();
    }

    /** The dongle's network device: the one in its folder of sysfs. */
    private boolean net(String code) {
        if (values.get("ifname").isEmpty()) {
            var devices = Glob.expand(call.files(), "/", "/sys/bus/usb/devices/*:*/net/*");
            values.put("ifname", devices.isEmpty() ? "" : devices.getFirst().replaceFirst(".*/", ""));
        }
        return !values.get("ifname").isEmpty() || fail(code);
    }

    /** What the modem says to a line over its serial port; or what a program prints, and its status in a last line. */
    private String asked(String question) throws IOException, InterruptedException {
        if (!kind.by().equals("at")) {
            var heard = new ByteArrayOutputStream();
            var command = values.fill(kind.by()) + " " + question;
            var status = quiet(heard).run(List.of(command.strip().split(" +")));
            return heard.toString(StandardCharsets.UTF_8) + "\nstatus " + status;
        }
        if (device().isEmpty()) {
            return "";
        }
        try (var line = SerialLine.forLines(call, device().get())) {
            return line.ask(question);
        }
    }

    private Call quiet(ByteArrayOutputStream heard) {
        return call.with(InputStream.nullInputStream(), new Output(heard), new Output(OutputStream.nullOutputStream()));
    }

    private boolean must(String words) throws IOException, InterruptedException {
        var parts = words.split(" ", 2);
        return AGREES.matcher(asked(parts[1])).find() || fail(parts[0]);
    }

    /** Asks until an answer decides; where none does, the steps go on. */
    private boolean follows(List<Answer> answers, String question) throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            var heard = asked(question);
            var decided = decision(answers, heard, tries);
            if (decided.isEmpty()) {
                return true;
            }
            var words = values.fill(decided.get().words());
            switch (decided.get().verb()) {
                case "on" -> {
                    return true;
                }
                case "fail" -> {
                    return fail(words);
                }
                case "stop" -> {
                    return stop(words);
                }
                default -> pause(Integer.parseInt(words.split(" ")[0]));
            }
        }
    }

    /** Keeps what is to be kept; the first other answer that was heard. */
    private Optional<Answer> decision(List<Answer> answers, String heard, int tries) {
        for (var answer : answers) {
            var found = answer.heard().matcher(heard);
            if (!found.find()) {
                continue;
            }
            if (answer.verb().equals("keep")) {
                values.put(answer.words(), found.groupCount() > 0 ? found.group(1) : "yes");
            } else if (!answer.verb().equals("again") || tries < times(answer)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private int times(Answer again) {
        return Integer.parseInt(values.fill(again.words()).split(" ")[1]);
    }

    /** What the file ncm.sh makes of the modem's name; {@code delay} is how often it may ask again. */
    private boolean maker(List<String> known) throws InterruptedException {
        var tries = values.get("delay").isEmpty() ? 0 : Integer.parseInt(values.get("delay"));
        var name = maker();
        for (; name.isEmpty() && tries > 0; tries--) {
            pause(1);
            name = maker();
        }
        if (name.isEmpty()) {
            return fail("GETINFO_FAILED");
        }
        values.put("manufacturer", name);
        if (!known.contains(name)) {
            fail("UNSUPPORTED_MODEM Unsupported modem");
            return gone();
        }
        values.put(name, "yes");
        return true;
    }

    private String maker() throws InterruptedException {
        var heard = new ByteArrayOutputStream();
        quiet(heard).run(List.of("sh", "-c", MAKER, "sh", values.get("device")));
        return heard.toString(StandardCharsets.UTF_8);
    }

    private boolean share(String names) throws InterruptedException {
        synchronized (netifd.interfaces()) {
            for (var name : names.isEmpty() ? new String[0] : names.split(" ")) {
                iface.data.put(name, values.get(name));
            }
        }
        netifd.isUp(iface, values.get("ifname"));
        return true;
    }

    private boolean child(String proto) throws InterruptedException {
        var name = iface.name + "_4";
        var section = new ConfigSection(
                UciSection.named("interface", name).with("proto", proto).with("device", "@" + iface.name), 0);
        if (proto.equals("static")) {
            section = section.with("ipaddr", values.get("address")).with("gateway", values.get("gateway"));
        }
        for (var inherited : List.of("defaultroute", "peerdns", "metric")) {
            var value = iface.section.get(inherited);
            section = value.isPresent() ? section.with(inherited, value.get()) : section;
        }
        netifd.addDynamic(name, section);
        return true;
    }

    /** Dials, and stays as long as the session does. */
    private boolean ppp(List<String> lines) throws IOException, InterruptedException {
        var name = "3g-" + iface.name;
        pppd.run(call, device(), values.get("device"), name, lines, session -> {
            synchronized (netifd.interfaces()) {
                iface.addresses.add(Cidr.of(session.local() + "/32"));
                iface.routes.add(NetRoute.byDefault(Ipv4.of(session.remote()), name, iface));
            }
            netifd.isUp(iface, name);
        });
        netifd.lost(iface);
        return false;
    }
}
