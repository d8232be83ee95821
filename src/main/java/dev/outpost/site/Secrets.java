package dev.outpost.site;

import dev.outpost.shell.Secret;
import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Fetches secrets from where the site file says they are. */
public final class Secrets {
    private final Map<String, String> environment;
    private final Function<String, Optional<Secret>> prompt;

    /**
     * @param environment the process's own
     * @param prompt asks a person on the terminal; empty where there is no terminal
     */
    public Secrets(Map<String, String> environment, Function<String, Optional<Secret>> prompt) {
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
    }

    /**
     * The secret.
     *
     * @param what what it is, for the question and the message: "the password of camera yard"
     * @throws ProblemException {@code SECRET-MISSING}, exit 2, if it is not where it should be
     * @throws IllegalArgumentException for {@link SecretSource.Generate}: only its owner knows how it is made and kept
     */
    public Secret read(SecretSource source, String what) {
        return switch (source) {
            case SecretSource.Generate() -> throw new IllegalArgumentException(what + " is generated, not read");
            case SecretSource.Env(var name) ->
                Optional.ofNullable(environment.get(name))
                        .filter(value -> !value.isEmpty())
                        .map(Secret::of)
                        .orElseThrow(() -> missing(
                                what, "the environment variable " + name + " is not set", "export " + name + "=..."));
            case SecretSource.File file -> firstLine(file, what);
            case SecretSource.Prompt() ->
                prompt.apply(what)
                        .orElseThrow(() -> missing(
                                what, "nobody can be asked: this is no terminal", "use env:NAME or file:PATH instead"));
        };
    }

    /** The same; one that is generated is had from its owner. */
    public Secret orMade(SecretSource source, String what, Supplier<Secret> owner) {
        return source instanceof SecretSource.Generate ? owner.get() : read(source, what);
    }

    /** What a person types who is asked; empty where nobody can be asked. */
    public Optional<Secret> asked(String what) {
        return prompt.apply(what);
    }

    private static Secret firstLine(SecretSource.File file, String what) {
        try {
            return PlainFile.of(file.path()).lines().stream()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .map(Secret::of)
                    .orElseThrow(() -> missing(what, file.path() + " is empty", "write it into the first line"));
        } catch (IOException e) {
            throw missing(what, file.path() + " cannot be read", "check the path and its permissions");
        }
    }

    private static ProblemException missing(String what, String because, String next) {
        return new ProblemException(ProblemCode.SECRET_MISSING.problem(what + " is not known", because, next));
    }
}
