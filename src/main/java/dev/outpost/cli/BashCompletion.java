package dev.outpost.cli;

import dev.outpost.cli.Completion.At;
import dev.outpost.cli.Completion.Offered;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A completion script for bash, from 3.2 on. */
final class BashCompletion {
    private static final String HEAD = """
            # outpost: completion for bash
            _outpost_words() {
              local IFS=$' \\n'
              COMPREPLY+=($(compgen -W "$1" -- "$cur"))
            }
            _outpost_files() {
              local IFS=$'\\n'
              compopt -o filenames 2>/dev/null
              case "$1" in
                any) COMPREPLY+=($(compgen -f -- "$cur")) ;;
                yaml) COMPREPLY+=($(compgen -d -- "$cur") $(compgen -f -X '!*.yaml' -- "$cur")) ;;
                *) COMPREPLY+=($(compgen -d -- "$cur")) ;;
              esac
            }
            _outpost() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at= i
              COMPREPLY=()
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in
                  STEPS) at="${at:+$at }${COMP_WORDS[i]}" ;;
                esac
              done
              if [ "$cur" = = ]; then
                cur=
              elif [ "$prev" = = ]; then
                prev=${COMP_WORDS[COMP_CWORD-2]}
              fi
              case "$at $prev" in
            """;

    private final Completion completion;

    private BashCompletion(Completion completion) {
        this.completion = completion;
    }

    static String of(Completion completion) {
        var bash = new BashCompletion(completion);
        var steps = completion.steps().stream().map(Completion::quoted).collect(Collectors.joining(" | "));
        var places = completion.places();
        return HEAD.replace("STEPS", steps)
                + places.stream()
                        .map(at -> completion.values(at, BashCompletion::offer))
                        .collect(Collectors.joining())
                + "  esac\n  case \"$cur $at\" in\n"
                + places.stream().map(bash::options).collect(Collectors.joining())
                + "  esac\n  case \"$at\" in\n"
                + places.stream().map(bash::words).collect(Collectors.joining())
                + "  esac\n}\ncomplete -F _outpost outpost\n";
    }

    private String options(At at) {
        var names = at.options().stream().flatMap(option -> Arrays.stream(option.names()));
        return "    -*' " + at.path() + "') _outpost_words '" + names.collect(Collectors.joining(" "))
                + "'; return ;;\n";
    }

    private String words(At at) {
        var below = String.join(" ", at.below().keySet());
        return "    '" + at.path() + "') " + (below.isEmpty() ? "" : "_outpost_words '" + below + "'; ")
                + completion.words(at).stream().map(BashCompletion::offer).collect(Collectors.joining()) + ";;\n";
    }

    private static String offer(Offered offered) {
        return switch (offered.kind()) {
            case NOTHING -> "";
            case WORDS -> "_outpost_words '" + offered.line() + "'; ";
            case FILES -> "_outpost_files any; ";
            case FOLDERS -> "_outpost_files folders; ";
            case YAML -> "_outpost_files yaml; ";
            case SITES ->
                "_outpost_words \"$(ls \"${XDG_STATE_HOME:-$HOME/.local/state}/outpost/sites\" 2>/dev/null)\"; _outpost_files yaml; ";
        };
    }
}
