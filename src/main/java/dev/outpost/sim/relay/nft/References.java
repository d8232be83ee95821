package dev.outpost.sim.relay.nft;

/** Names that rules use and that must be there when the ruleset is loaded. */
final class References {

    private static final Token NOWHERE = new Token("", false, 1, 1, false);

    private final NftTable table;

    References(NftTable table) {
        this.table = table;
    }

    void check() throws NftError {
        for (var chain : table.chains().values()) {
            for (var rule : chain.rules()) {
                for (var statement : rule.statements()) {
                    check(statement);
                }
            }
        }
    }

    private void check(Statement statement) throws NftError {
        switch (statement) {
            case Statement.Match match
            when match.among().set().isPresent() -> set(match.among().set().get());
            case Statement.Dnat dnat
            when dnat.map().isPresent() -> set(dnat.map().get());
            case Statement.Judge judge when !judge.chain().isEmpty() -> chain(judge.chain());
            default -> {}
        }
    }

    private void set(String name) throws NftError {
        if (!table.sets().containsKey(name)) {
            throw new NftError(NOWHERE, "No such file or directory; the set " + name + " does not exist");
        }
    }

    private void chain(String name) throws NftError {
        if (!table.chains().containsKey(name)) {
            throw new NftError(NOWHERE, "Could not process rule: No such file or directory");
        }
    }
}
