package dev.outpost.bench.relay.nft;

import java.util.List;
import java.util.Optional;

/**
 * A chain; with a hook it is asked about packets, without one it is only jumped to.
 *
 * @param accepts the policy
 */
record NftChain(String name, Optional<Hook> hook, boolean accepts, List<Rule> rules) {

    /**
     * Where the kernel asks.
     *
     * @param type filter, nat or route
     * @param shown the priority as nft lists it
     */
    record Hook(String type, String at, int priority, String shown) {}

    /** A rule and its words. */
    record Rule(List<Statement> statements, String text) {}

    NftChain with(List<Rule> more) {
        var all = new java.util.ArrayList<>(rules);
        all.addAll(more);
        return new NftChain(name, hook, accepts, List.copyOf(all));
    }

    String text(boolean withRules) {
        var text = new StringBuilder("\tchain " + name + " {\n");
        hook.ifPresent(where -> text.append("\t\ttype " + where.type() + " hook " + where.at() + " priority "
                + where.shown() + "; policy " + (accepts ? "accept" : "drop") + ";\n"));
        if (withRules) {
            rules.forEach(rule -> text.append("\t\t").append(rule.text()).append("\n"));
        }
        return text.append("\t}\n").toString();
    }
}
