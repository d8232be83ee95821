package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.step.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as a browser lays them out, on a phone and on a desk. */
class PagesIT {
    /** Asks a page in a frame of each width what a person would see to be wrong with it. */
    private static final String LOOK = """
            <!doctype html><meta charset="utf-8"><body><script>
            var pages = PAGES, widths = [360, 1200], wrong = [], open = 0;
            var answers = {lights: 'ANSWER'.replace('%', 'script')};
            function done() { if (--open === 0) { document.body.textContent = 'LOOKED ' + (wrong.join(' | ') || 'well'); } }
            function look(name, width, frame) {
              var page = frame.contentDocument, view = frame.contentWindow;
              var where = name + ' at ' + width + ': ';
              view.errors.forEach(function (error) { wrong.push(where + error); });
              page.querySelectorAll('details').forEach(function (fold) { fold.open = true; });
              var root = page.documentElement;
              if (root.scrollWidth > root.clientWidth) { wrong.push(where + 'it scrolls sideways, ' + root.scrollWidth); }
              var texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT), text;
              while ((text = texts.nextNode())) {
                if (text.parentElement.closest('script, style, pre')) { continue; }
                var word, words = /[^\\s\\/-]+/g;
                while ((word = words.exec(text.data))) {
                  var range = page.createRange();
                  range.setStart(text, word.index);
                  range.setEnd(text, word.index + word[0].length);
                  var lines = new Set(Array.from(range.getClientRects(), function (r) { return Math.round(r.top); }));
                  if (lines.size > 1) { wrong.push(where + 'broken word ' + word[0]); }
                }
              }
              page.querySelectorAll('a').forEach(function (link) {
                var box = link.getBoundingClientRect();
                if (!/^(rtsp|http|https|data):/.test(link.href)) { wrong.push(where + 'a link to ' + link.href); }
                if (/^data:/.test(link.href) && !link.download) { wrong.push(where + 'a file that cannot be saved'); }
                if (width === 360 && link.matches('.copy, .button') && box.height < 36) { wrong.push(where + 'small target ' + link.textContent); }
              });
              page.querySelectorAll('a.copy').forEach(function (link) {
                var button = link.nextElementSibling;
                if (!button || button.tagName !== 'BUTTON') { wrong.push(where + 'no copy button: its script did not run'); return; }
                button.click();
                if (view.getSelection().toString() !== link.getAttribute('href')) { wrong.push(where + 'copies ' + view.getSelection()); }
              });
              page.querySelectorAll('time').forEach(function (time) {
                if (time.textContent === time.title || /Invalid/.test(time.textContent)) { wrong.push(where + 'time ' + time.textContent); }
              });
            }
            Object.keys(pages).forEach(function (name) { widths.forEach(function (width) {
              open++;
              var frame = document.createElement('iframe');
              frame.width = width; frame.height = 900;
              frame.onload = function () { setTimeout(function () {
                try { look(name, width, frame); } catch (error) { wrong.push(name + ': ' + error); }
                done();
              }, 50); };
              frame.srcdoc = pages[name].replace(/<(meta|style|p)\\b/, '<script>var errors = []; onerror = function (error) { errors.push(error); };</'
                + 'script>' + (answers[name] || '') + '<$1');
              document.body.append(frame);
            }); });
            </script>
            """;

    /** The router's script, as its page hears it; a percent stands for a word that ends a script. */
    private static final String ANSWER =
            "<script>fetch = async function () { return new Response(\"line green up for 119 min|tunnel amber last handshake 15 min ago|"
                    + "yard red does not answer, did 5 min ago|\".replaceAll(\"|\", String.fromCharCode(10))); };</%>";

    private static Optional<Path> browser = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void findTheBrowser() {
        browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void readWellOnAPhoneAndOnADesk() throws Exception {
        var pages = new TreeMap<String, String>();
        pages.put("proven", new ReportPage(SampleReports.proven()).html());
        pages.put("silent", new ReportPage(SampleReports.silent()).html());
        pages.put("open", new ReportPage(SampleReports.open()).html());
        pages.put("lost", new ReportPage(SampleReports.lost()).html());
        pages.put("viewer", SampleReports.viewer().html());
        pages.put("lights", Resource.text("/dev/outpost/router/lights.html"));
        pages.put("no lights", Resource.text("/dev/outpost/router/lights.html"));

        assertEquals("LOOKED well", looked(pages));
    }

    /** What stands there is the router's own answer, in its colours, or that there is none. */
    @Test
    void theLightsAreWhatTheRouterTells() throws Exception {
        var page = Resource.text("/dev/outpost/router/lights.html");

        var told = dom(page.replace("<meta", ANSWER.replace("%", "script") + "<meta"));
        assertTrue(told.contains("<p class=\"green\">line: green, up for 119 min</p>"), told);
        assertTrue(told.contains("<p class=\"red\">yard: red, does not answer, did 5 min ago</p>"), told);
        var untold = dom(page);
        assertTrue(untold.contains("<p class=\"red\">router: red, does not answer"), untold);
    }

    private String dom(String page) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("page.html"), page);
        return browse("--virtual-time-budget=2000", "--dump-dom", file.toUri().toString());
    }

    /** The look itself finds what it is there for. */
    @Test
    void whatIsWrongIsFound() throws Exception {
        var wide = "<style>body{margin:0}</style><p style='width:700px'>wide</p>";
        var broken = "<p style='width:40px;overflow-wrap:anywhere'>incomprehensibility</p>";
        var faulty = "<p>text</p><script>nobodyKnowsThis()</script>";
        var unscripted = "<p><a class=copy href='rtsp://10.0.0.1/'>x</a></p>";

        var said = looked(Map.of("wide", wide, "broken", broken, "unscripted", unscripted, "faulty", faulty));

        assertTrue(said.contains("wide at 360: it scrolls sideways"), said);
        assertTrue(!said.contains("wide at 1200"), said);
        assertTrue(said.contains("broken at 360: broken word incomprehensibility"), said);
        assertTrue(said.contains("unscripted at 360: no copy button"), said);
        assertTrue(said.contains("faulty at 360: Uncaught ReferenceError"), said);
        assertTrue(said.contains("small target"), said);
    }

    @Test
    void whatAnOwnerWantsToKnowPrintsOnOnePage() throws Exception {
        var pages = Map.of(
                "proven", new ReportPage(SampleReports.proven()).html(),
                "lost", new ReportPage(SampleReports.lost()).html(),
                "viewer", SampleReports.viewer().html());
        for (var page : pages.entrySet()) {
            var pdf = folder.resolve(page.getKey() + ".pdf");
            var html = Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
            browse(
                    "--print-to-pdf=" + pdf,
                    "--no-pdf-header-footer",
                    html.toUri().toString());

            var sheets = Pattern.compile("/Type\\s*/Page\\b(?!s)")
                    .matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                    .results()
                    .count();
            assertEquals(1, sheets, page.getKey());
        }
    }

    private String looked(Map<String, String> pages) throws IOException, InterruptedException {
        var file = folder.resolve("look.html");
        var json = new StringBuilder("{");
        pages.forEach((name, html) -> json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(":")
                .append(quoted(html)));
        Files.writeString(file, LOOK.replace("ANSWER", ANSWER).replace("PAGES", json.append("}")));
        var dom =
                browse("--virtual-time-budget=5000", "--dump-dom", file.toUri().toString());
        var at = dom.indexOf("LOOKED ");
        assertTrue(at >= 0, "the look did not end");
        return dom.substring(at, dom.indexOf("</body>", at)).strip();
    }

    private String browse(String... words) throws IOException, InterruptedException {
        assumeTrue(browser.isPresent(), "no Chromium on this machine: apt install chromium");
        var command = new ArrayList<>(List.of(
                browser.orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(words));
        var log = folder.resolve("log").toFile();
        var process = new ProcessBuilder(command).redirectError(log).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> log + "");
        return said;
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("</", "<\\/") + "\"";
    }
}
