package dev.outpost.profile;

import dev.outpost.profile.UplinkHandlers.Besides;
import dev.outpost.profile.UplinkHandlers.Carrier;
import dev.outpost.profile.UplinkHandlers.Line;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/** Reads {@code openwrt/uplinks.yaml}: each row with its source, and no key that is not known. */
final class UplinksReader {
    final Map<String, Handler> handlers = new LinkedHashMap<>();
    final List<Carrier> carriers;
    final Map<String, String> serial = new LinkedHashMap<>();
    final Map<String, Map<String, UplinkKind>> modes = new HashMap<>();
    final List<Line> lines;
    final List<String> storage;
    final List<String> restart;
    final SequencedMap<String, Besides> besides = new LinkedHashMap<>();

    UplinksReader(YamlMap file) {
        file.only("handlers", "carriers", "serial", "modes", "lines", "starts-as-storage", "besides", "restart");
        file.maps("serial").forEach(row -> {
            row.only("driver", "package", "source").requireString("source");
            serial.put(row.requireString("driver"), row.requireString("package"));
        });
        file.maps("handlers").forEach(row -> handlers.put(row.requireString("proto"), handler(row)));
        carriers = file.maps("carriers").stream().map(this::carrier).toList();
        file.maps("modes").forEach(row -> {
            row.only("asked", "answers", "source").requireString("source");
            var kinds = new HashMap<String, UplinkKind>();
            row.require("answers")
                    .map()
                    .values()
                    .forEach((answer, kind) -> kinds.put(answer, UplinkHandlers.kind(kind.text())));
            modes.put(row.requireString("asked"), kinds);
        });
        file.maps("besides")
                .forEach(row -> besides.put(
                        row.only("purpose", "packages", "usual", "source").requireString("purpose"),
                        new Besides(packages(row), row.flag("usual").orElse(false))));
        var homeless = EnumSet.allOf(UplinkKind.class);
        carriers.forEach(carrier -> homeless.remove(carrier.kind()));
        if (!homeless.isEmpty()) {
            throw file.whereIs("carriers").badValue("nothing carries " + homeless, "a carrier for every kind");
        }
        lines = file.maps("lines").stream().map(this::line).toList();
        storage = packages(file.require("starts-as-storage").map().only("packages", "source"));
        restart = packages(file.require("restart").map().only("packages", "source"));
    }

    private Handler handler(YamlMap row) {
        row.only(
                "proto package node dials asked-with keeper-enters-pin path-releases serial makers roaming seldom options source"
                        .split(" "));
        row.requireString("source");
        return new Handler(
                row.requireString("proto"),
                row.string("package"),
                Handler.Node.valueOf(
                        row.require("node").text().oneOf("tty", "wdm", "net").toUpperCase(Locale.ROOT)),
                row.require("dials").text().flag(),
                row.string("asked-with"),
                row.flag("keeper-enters-pin").orElse(false),
                row.string("path-releases"),
                row.items("serial").stream()
                        .map(driver -> driver.text().oneOf(serial.keySet().toArray(String[]::new)))
                        .toList(),
                row.strings("makers"),
                row.strings("roaming"),
                row.string("seldom"),
                row.maps("options").stream().map(UplinksReader::option).toList());
    }

    private static Handler.Option option(YamlMap row) {
        row.only("option", "values", "default", "probe", "source").requireString("source");
        return new Handler.Option(
                row.requireString("option"),
                row.string("values"),
                row.string("default"),
                row.flag("probe").orElse(true));
    }

    private Carrier carrier(YamlMap row) {
        row.only("function", "kind", "proto", "driver", "package", "maker", "source")
                .requireString("source");
        return new Carrier(
                row.requireString("function"),
                UplinkHandlers.kind(row.require("kind").text()),
                handler(row.require("proto").text()),
                row.requireString("driver"),
                row.string("package"),
                row.string("maker"));
    }

    private Line line(YamlMap row) {
        row.only("line", "proto", "by", "source").requireString("source");
        return new Line(
                row.requireString("line"),
                handler(row.require("proto").text()),
                row.require("by").text().oneOf("port", "radio").equals("radio"));
    }

    private static List<String> packages(YamlMap row) {
        row.requireString("source");
        return row.strings("packages");
    }

    private Handler handler(YamlText proto) {
        return Objects.requireNonNull(handlers.get(proto.oneOf(handlers.keySet().toArray(String[]::new))));
    }
}
