package dev.outpost.cli;

import dev.outpost.cli.Completion.At;
import dev.outpost.cli.Completion.Offered;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A completion script for zsh: commands and options with what they do, values, files of the right kind. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef outpost
            _outpost() {
              local at= prev i
              local -a offered
              for ((i = 2; i < CURRENT; i++)); do
                case "$at ${words[i]}" in
                  STEPS) at="${at:+$at }${words[i]}" ;;
                esac
              done
              prev=${words[CURRENT-1]}
              if [[ $PREFIX == --*=* ]]; then
                prev=${PREFIX%%=*}
                compset -P '*='
              fi
              case "$at $prev" in
            """;

    private final Completion completion;

    private ZshCompletion(Completion completion) {
        this.completion = completion;
    }

    static String of(Completion completion) {
        var zsh = new ZshCompletion(completion);
        var steps = completion.steps().stream().map(Completion::quoted).collect(Collectors.joining(" | "));
        var places = completion.places();
        return HEAD.replace("STEPS", steps)
                + places.stream()
                        .map(at -> completion.values(at, ZshCompletion::offer))
                        .collect(Collectors.joining())
                + "  esac\n  if [[ $PREFIX == -* ]]; then\n    case \"$at\" in\n"
                + places.stream().map(ZshCompletion::options).collect(Collectors.joining())
                + "    esac\n    _describe -o option offered\n    return\n  fi\n  case \"$at\" in\n"
                + places.stream().map(zsh::words).collect(Collectors.joining())
                + "  esac\n}\n\nif [[ $funcstack[1] == _outpost ]]; then _outpost; else compdef _outpost outpost; fi\n";
    }

    private static String options(At at) {
        return "      '" + at.path() + "') offered=("
                + at.options().stream()
                        .flatMap(option -> Arrays.stream(option.names())
                                .map(name -> Completion.quoted(name + ":" + escaped(HelpWords.told(option)))))
                        .collect(Collectors.joining(" "))
                + ") ;;\n";
    }

    private String words(At at) {
        var below = at.below().entrySet().stream()
                .map(each -> Completion.quoted(each.getKey() + ":" + escaped(HelpWords.summary(each.getValue()))))
                .collect(Collectors.joining(" "));
        return "    '" + at.path() + "') "
                + (below.isEmpty() ? "" : "offered=(" + below + "); _describe command offered; ")
                + completion.words(at).stream().map(ZshCompletion::offer).collect(Collectors.joining()) + ";;\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static String offer(Offered offered) {
        return switch (offered.kind()) {
            case NOTHING -> "";
            case WORDS -> "compadd -- " + offered.line() + "; ";
            case FILES -> "_files; ";
            case FOLDERS -> "_files -/; ";
            case YAML -> "_files -g '*.yaml'; ";
            case SITES -> "compadd -- ${XDG_STATE_HOME:-$HOME/.local/state}/outpost/sites/*(N:t); _files -g '*.yaml'; ";
        };
    }
}
