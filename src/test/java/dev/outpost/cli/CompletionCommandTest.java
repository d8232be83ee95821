package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, asked by the shells that they are for. */
class CompletionCommandTest {
    private static final String BASH = """
            . ./script
            read -r -a COMP_WORDS <<<"$1"
            case "$1" in *' ') COMP_WORDS+=('') ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _outpost
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** What stands on the screen of a zsh at which a person typed the line and Tab. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z 'PS1=; autoload -Uz compinit; compinit -u -D; source ./script; LISTMAX=1000; bindkey "^I" list-choices; print READY$((1+1))'
            zpty -r -m z screen '*READY2*'
            zpty -w -n z "$1"$'\\t'
            zpty -r -m z screen "*$2*"
            print -rn -- "$screen"
            zpty -d z
            """;

    private static final String FISH = "source ./script; complete -C $argv[1]";

    private static final List<List<String>> TYPED = List.of(
            List.of("outpost app", "apply"),
            List.of("outpost relay sh", "show"),
            List.of("outpost demo --fault fl", "flash-full"),
            List.of("outpost demo --board ", "mr3020-v3"),
            List.of("outpost demo --release 25", "25.12"),
            List.of("outpost apply --acc", "--accept-relay-key"),
            List.of("outpost profiles show huawei-e3372h-6", "huawei-e3372h-607"),
            List.of("outpost probe --save barn-n", "barn-north"),
            List.of("outpost help SIM-PIN-L", "SIM-PIN-LOW"),
            List.of("outpost --form", "--format"),
            List.of("outpost plan ", "there.yaml"));

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aFolderWithASite() throws IOException {
        Files.writeString(folder.resolve("there.yaml"), "");
        Files.writeString(folder.resolve("there.json"), "");
        Files.createDirectories(folder.resolve("state/outpost/sites/barn-north"));
    }

    static Stream<Arguments> typed() {
        return Stream.of("bash", "zsh", "fish")
                .flatMap(shell -> TYPED.stream().map(each -> Arguments.of(shell, each.getFirst(), each.getLast())));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void offersWhatMayStandThere(String shell, String line, String offered) throws Exception {
        var said = asked(shell, line, offered);

        assertTrue(said.contains(offered), said);
        assertFalse(said.contains("there.json"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "fish"})
    void offersNothingThatDoesNotBeginSo(String shell) throws Exception {
        assertEquals("", asked(shell, "outpost demo --fault zz", ""));
    }

    @Test
    void printsNoVariableOfTheHelp() {
        for (var shell : List.of("bash", "zsh", "fish")) {
            assertFalse(script(shell).matches("(?s).*(DEFAULT-VALUE|%%[A-Z]).*"), shell);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --adopt",
                "verify --bundle",
                "verify --feed",
                "verify --probe",
                "plan --via",
                "plan --feed"
            })
    void hasNoOptionWhereItMeansNothing(String typed) {
        var words = typed.split(" ");
        var tree = HelpPage.tree(new Program(Main.surroundings()).commandLine());
        var options = Optional.ofNullable(tree.get(words[0]))
                .orElseThrow()
                .getCommandSpec()
                .optionsMap();

        assertFalse(options.containsKey(words[1]), typed);
        assertTrue(options.containsKey("--router"), typed);
    }

    private String script(String shell) {
        var typed = new Typed(folder.resolve("state"));
        assertEquals(Exit.DONE, typed.run("completion", shell), typed.err);
        return typed.out;
    }

    private String asked(String shell, String line, String offered) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", shell)), shell + " is not here");
        Files.writeString(folder.resolve("script"), script(shell));
        var words = switch (shell) {
            case "bash" -> List.of(shell, "--norc", "-c", BASH, "asking", line);
            case "zsh" -> List.of(shell, "-f", "-c", ZSH, "asking", line, offered);
            default -> List.of(shell, "-N", "-c", FISH, line);
        };
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME", folder.toString(),
                        "XDG_STATE_HOME", folder.resolve("state").toString(),
                        "TERM", "dumb"));
        var process = builder.start();
        var ended = process.waitFor(3, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        var said =
                Files.readString(folder.resolve("said"), StandardCharsets.UTF_8).strip();
        assertTrue(ended, () -> shell + " did not offer '" + offered + "' for '" + line + "': " + said);
        return said;
    }
}
