package dev.outpost.bench.host;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Builtins about the working folder and the mask of new files: cd, pwd, umask. */
final class FolderBuiltins {
    private final Shell shell;

    FolderBuiltins(Shell shell) {
        this.shell = shell;
    }

    void addTo(Map<String, Builtins.Builtin> all) {
        all.put("cd", this::cd);
        all.put("pwd", words -> {
            shell.fds.out().println(shell.cwd);
            return 0;
        });
        all.put("umask", this::umask);
    }

    private int cd(List<String> words) {
        String target = words.isEmpty() ? shell.variables.get("HOME", "/") : words.getLast();
        if (target.equals("-")) {
            target = shell.variables.get("OLDPWD", shell.cwd);
            shell.fds.out().println(target);
        }
        String path = logical(shell.path(target));
        var stat = shell.machine.files().stat(path);
        if (stat.isEmpty() || !stat.get().isFolder()) {
            String why = stat.isEmpty() ? Errno.ENOENT.words() : Errno.ENOTDIR.words();
            shell.complain("can't cd to " + target + ": " + why);
            return 2;
        }
        shell.variables.set("OLDPWD", shell.cwd);
        shell.cwd = path;
        shell.variables.set("PWD", path);
        return 0;
    }

    /** Takes dots out of a path without asking for links, as POSIX wants it of cd. */
    private static String logical(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    private int umask(List<String> words) {
        if (words.isEmpty()) {
            shell.fds.out().printf("%04o%n", shell.process.umask());
            return 0;
        }
        if (!words.getFirst().matches("[0-7]{1,4}")) {
            shell.complain("illegal mode: " + words.getFirst());
            return 1;
        }
        shell.process.setUmask(Integer.parseInt(words.getFirst(), 8));
        return 0;
    }
}
