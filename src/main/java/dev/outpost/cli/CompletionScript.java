package dev.outpost.cli;

import dev.outpost.cli.CompletionCommand.Completion;
import dev.outpost.cli.CompletionCommand.Completion.At;
import dev.outpost.cli.CompletionCommand.Completion.Kind;
import dev.outpost.cli.CompletionCommand.Completion.Offered;
import dev.outpost.cli.CompletionCommand.Completion.Shell;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** A script that completes in one shell: bash from 3.2 on; zsh and fish say what commands and options do, too. */
record CompletionScript(Completion completion, Shell shell) {
    private static final String BASH = """
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
                  @STEPS@) at="${at:+$at }${COMP_WORDS[i]}" ;;
                esac
              done
              if [ "$cur" = = ]; then
                cur=
              elif [ "$prev" = = ]; then
                prev=${COMP_WORDS[COMP_CWORD-2]}
              fi
              case "$at $prev" in
            @VALUES@  esac
              case "$cur $at" in
            @OPTIONS@  esac
              case "$at" in
            @WORDS@  esac
            }
            complete -F _outpost outpost
            """;

    private static final String ZSH = """
            #compdef outpost
            _outpost() {
              local at= prev i
              local -a offered
              for ((i = 2; i < CURRENT; i++)); do
                case "$at ${words[i]}" in
                  @STEPS@) at="${at:+$at }${words[i]}" ;;
                esac
              done
              prev=${words[CURRENT-1]}
              if [[ $PREFIX == --*=* ]]; then
                prev=${PREFIX%%=*}
                compset -P '*='
              fi
              case "$at $prev" in
            @VALUES@  esac
              if [[ $PREFIX == -* ]]; then
                case "$at" in
            @OPTIONS@    esac
                _describe -o option offered
                return
              fi
              case "$at" in
            @WORDS@  esac
            }

            if [[ $funcstack[1] == _outpost ]]; then _outpost; else compdef _outpost outpost; fi
            """;

    /** One {@code complete} line a command, an option and a kind of word. */
    private static final String FISH = """
            complete -c outpost -e
            complete -c outpost -f
            function __outpost_at
                set -l at
                for word in (commandline -opc)[2..-1]
                    switch "$at $word"
                        case @STEPS@
                            set at (string trim -- "$at $word")
                    end
                end
                test "$at" = "$argv[1]"
            end
            function __outpost_yaml
                __fish_complete_suffix .yaml | string match -r '^[^\\t]*(?:\\.yaml|/)(?:\\t.*)?$'
            end
            function __outpost_sites
                set -l state $HOME/.local/state
                set -q XDG_STATE_HOME; and set state $XDG_STATE_HOME
                path basename -- $state/outpost/sites/* 2>/dev/null
            end
            """;

    @Override
    public String toString() {
        var isFish = shell == Shell.fish;
        var steps = completion.steps().stream().map(shell::quoted).collect(Collectors.joining(isFish ? " " : " | "));
        var script = switch (shell) {
            case bash -> BASH;
            case zsh -> ZSH;
            case fish -> FISH + each(this::lines);
        };
        return script.replace("@STEPS@", steps)
                .replace("@VALUES@", each(this::values))
                .replace("@OPTIONS@", each(this::options))
                .replace("@WORDS@", each(this::words));
    }

    private String each(Function<At, String> part) {
        return completion.places().stream().map(part).collect(Collectors.joining());
    }

    /** The options of a place that want a value, as arms of a case over place and option. */
    private String values(At at) {
        return at.options().stream()
                .filter(option -> option.arity().min() > 0)
                .map(option -> Stream.of(option.names())
                                .map(name -> shell.quoted(at.path() + " " + name))
                                .collect(Collectors.joining(" | ", "    ", ") "))
                        + completion.value(at, option).in(shell) + "return ;;\n")
                .collect(Collectors.joining());
    }

    private String options(At at) {
        var names = at.options().stream()
                .flatMap(option -> Arrays.stream(option.names())
                        .map(name -> shell == Shell.bash ? name : told(name, HelpPage.told(option))));
        var all = names.collect(Collectors.joining(" "));
        return shell == Shell.bash
                ? "    -*' " + at.path() + "') _outpost_words '" + all + "'; return ;;\n"
                : "      '" + at.path() + "') offered=(" + all + ") ;;\n";
    }

    private String words(At at) {
        var below = at.below().entrySet().stream()
                .map(each ->
                        shell == Shell.bash ? each.getKey() : told(each.getKey(), HelpPage.summary(each.getValue())))
                .collect(Collectors.joining(" "));
        var commands = shell == Shell.bash
                ? "_outpost_words '" + below + "'; "
                : "offered=(" + below + "); _describe command offered; ";
        return "    '" + at.path() + "') " + (below.isEmpty() ? "" : commands)
                + completion.words(at).stream()
                        .map(offered -> offered.in(shell))
                        .collect(Collectors.joining())
                + ";;\n";
    }

    /** A word and what it does, for zsh. */
    private String told(String word, String says) {
        return shell.quoted(word + ":" + says.replace("\\", "\\\\").replace(":", "\\:"));
    }

    private String lines(At at) {
        var commands = at.below().entrySet().stream()
                .map(each -> " -a " + each.getKey() + " -d " + shell.quoted(HelpPage.summary(each.getValue())));
        var options = at.options().stream().map(option -> option(at, option));
        var words = completion.words(at).stream().map(this::offer);
        return Stream.of(commands, options, words)
                .flatMap(Function.identity())
                .map(line -> "complete -c outpost -n " + shell.quoted("__outpost_at " + shell.quoted(at.path())) + line
                        + "\n")
                .collect(Collectors.joining());
    }

    private String option(At at, OptionSpec option) {
        var names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        var value = option.arity().min() > 0 ? " -x" + offer(completion.value(at, option)) : "";
        return names + value + " -d " + shell.quoted(HelpPage.told(option));
    }

    private String offer(Offered offered) {
        return offered.kind() == Kind.NOTHING ? "" : " -a " + shell.quoted(offered.in(shell));
    }
}
