package dev.outpost.bench.relay.nft;

/** Names that rules use and that must be there when the ruleset is loaded. */
final class References {

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
            case Statement.Judge judge
            when judge.chain().isPresent() -> chain(judge.chain().get());
            default -> {}
        }
    }

    private void set(Token name) throws NftError {
        if (!table.sets().containsKey(name.referred())) {
            throw new NftError(name, "No such file or directory");
        }
    }

    private void chain(Token name) throws NftError {
        if (!table.chains().containsKey(name.text())) {
            throw new NftError(name, "Could not process rule: No such file or directory");
        }
    }
}
