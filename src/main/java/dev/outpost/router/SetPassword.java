package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/** Root has a password. One that is there already stays. */
public record SetPassword() implements Step<RouterFacts> {
    @Override
    public String title() {
        return "root has a password";
    }

    @Override
    public Finding check(RouterFacts router) {
        return Finding.of(
                router.blankPassword() ? List.of(new SystemChange.SetPassword()) : List.of(), "root has a password");
    }
}
