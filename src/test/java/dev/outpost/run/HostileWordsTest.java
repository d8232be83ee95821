package dev.outpost.run;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.outpost.router.Look;
import dev.outpost.shell.Answer;
import dev.outpost.shell.HostileValues;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Target;
import dev.outpost.survey.Inspect;
import dev.outpost.survey.RouterSummary;
import dev.outpost.text.Json;
import dev.outpost.uci.UciWords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a router says goes into documents escaped, and into problems as words. */
class HostileWordsTest {
    @Test
    void aDocumentHasNoControlCharacterOfTheRouters() {
        for (var value : HostileValues.all()) {
            var line = value.replace("\n", " ");
            var quoted = UciWords.quoted(UciWords.isValue(value) ? value : "x");
            var facts = Look.read(List.of(
                    new Answer("release", 0, "DISTRIB_ID='OpenWrt'\nDISTRIB_RELEASE='" + line + "'\n", ""),
                    new Answer("board", 0, "model " + line + "\nboard " + line + "\nnetdev " + line + "\n", ""),
                    new Answer("pending", 0, value, ""),
                    new Answer(
                            "firewall",
                            0,
                            "config zone\n\toption name " + quoted + "\n\tlist network " + quoted + "\n",
                            ""),
                    new Answer("system", 0, "config system\n\toption hostname " + quoted + "\n", ""),
                    new Answer("usb", 0, "1-1/idVendor\t12d1\n1-1/idProduct\t1506\n1-1/product\t" + line + "\n", "")));

            Inspect.tell(facts, SILENT);
            RouterSummary.tell(facts, SILENT);
            var document = Json.pretty(Inspect.json(facts));

            assertFalse(document.replace("\n", "").chars().anyMatch(Character::isISOControl), document);
        }
    }

    @Test
    void everyStatusOfAScriptBecomesAProblemWhateverItsWords() {
        for (var value : HostileValues.all()) {
            for (var status : List.of(1, 75, 76, 77, 80, 81, 82, 83, 84, 85, 86, 87, 88, 95, 255)) {
                var problem = ScriptStatus.problem(Target.ROUTER, new Answer("configure", status, value, value));

                assertFalse(problem.next().isBlank(), problem.toString());
            }
        }
    }

    private static final Narrator SILENT = new Narrator() {
        @Override
        public void chapter(String title) {}

        @Override
        public void saw(String what, String evidence) {}

        @Override
        public void decided(String what, String because) {}

        @Override
        public void planned(Change change) {}

        @Override
        public void doing(String what) {}

        @Override
        public void done(String what) {}

        @Override
        public void warned(String what) {}

        @Override
        public void asks(String what) {}
    };
}
