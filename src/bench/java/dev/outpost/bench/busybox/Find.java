package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileStat;
import dev.outpost.bench.host.Glob;
import dev.outpost.bench.host.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code find} with -name, -path, -type, -maxdepth, -mindepth, -print, -delete, -exec ... \; and !. */
final class Find implements Program {

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = new ArrayList<>(call.words());
        var starts = new ArrayList<String>();
        while (!words.isEmpty()
                && !words.getFirst().startsWith("-")
                && !words.getFirst().equals("!")) {
            starts.add(words.removeFirst());
        }
        var search = new Search(call);
        search.read(words);
        int status = 0;
        for (String start : starts.isEmpty() ? List.of(".") : starts) {
            if (call.files().linkStat(call.path(start)).isEmpty()) {
                status = call.fail(start + ": " + Errno.ENOENT.words());
            } else {
                search.visit(start, 0);
            }
        }
        return status;
    }

    /** A test of one file. */
    private interface Condition {
        boolean holds(String path, FileStat stat) throws InterruptedException, IOException;
    }

    private static final class Search {
        private final Call call;
        private final List<Condition> conditions = new ArrayList<>();
        private int most = Integer.MAX_VALUE;
        private int least;
        private boolean acts;

        Search(Call call) {
            this.call = call;
        }

        void read(List<String> words) {
            int i = 0;
            boolean negated = false;
            while (i < words.size()) {
                String word = words.get(i++);
                switch (word) {
                    case "!" -> negated = true;
                    case "-maxdepth" -> most = (int) Options.number(words.get(i++));
                    case "-mindepth" -> least = (int) Options.number(words.get(i++));
                    case "-print" -> {
                        acts = true;
                        conditions.add((path, stat) -> print(path));
                    }
                    case "-delete" -> {
                        acts = true;
                        conditions.add((path, stat) -> delete(path));
                    }
                    case "-exec" -> {
                        int end = words.subList(i, words.size()).indexOf(";") + i;
                        execute(List.copyOf(words.subList(i, end)));
                        i = end + 1;
                    }
                    default -> {
                        add(test(word, words.get(i++)), negated);
                        negated = false;
                    }
                }
            }
        }

        private void add(Condition condition, boolean negated) {
            conditions.add(negated ? (path, stat) -> !condition.holds(path, stat) : condition);
        }

        private void execute(List<String> command) {
            acts = true;
            conditions.add((path, stat) -> call.run(command.stream()
                            .map(word -> word.replace("{}", path))
                            .toList())
                    == 0);
        }

        private static Condition test(String word, String value) {
            return switch (word) {
                case "-name" -> (path, stat) -> Glob.matches(value, path.substring(path.lastIndexOf('/') + 1));
                case "-path" -> (path, stat) -> Glob.matches(value, path);
                case "-type" -> (path, stat) -> stat.kind() == (value.equals("f") ? '-' : value.charAt(0));
                default -> throw new Options.Unknown("unrecognized: " + word);
            };
        }

        private boolean print(String path) {
            call.out().println(path);
            return true;
        }

        private boolean delete(String path) throws IOException {
            call.files().remove(call.path(path));
            return true;
        }

        void visit(String path, int depth) throws IOException, InterruptedException {
            var stat = call.files().linkStat(call.path(path)).orElseThrow();
            if (depth >= least && holds(path, stat) && !acts) {
                call.out().println(path);
            }
            if (stat.isFolder() && depth < most && call.files().isFolder(call.path(path))) {
                for (String name : call.files().list(call.path(path))) {
                    visit(path.endsWith("/") ? path + name : path + "/" + name, depth + 1);
                }
            }
        }

        private boolean holds(String path, FileStat stat) throws IOException, InterruptedException {
            for (var condition : conditions) {
                if (!condition.holds(path, stat)) {
                    return false;
                }
            }
            return true;
        }
    }
}
