package dev.outpost.bench.host;

/** {@code echo} with BusyBox's options -n, -e and -E. */
public final class Echo implements Program {

    @Override
    public int run(Call call) {
        boolean newline = true;
        boolean escapes = false;
        int at = 0;
        var words = call.words();
        while (at < words.size() && words.get(at).matches("-[neE]+")) {
            newline &= !words.get(at).contains("n");
            escapes = words.get(at).contains("e") || (escapes && !words.get(at).contains("E"));
            at++;
        }
        String text = String.join(" ", words.subList(at, words.size()));
        if (escapes) {
            var unescaped = Escapes.of(text, true);
            text = unescaped.text();
            newline &= !unescaped.stopped();
        }
        call.out().print(newline ? text + "\n" : text);
        return 0;
    }
}
