package dev.outpost.bench.router.opkg;

/** What opkg prints when it is not understood; recorded (opkg-24.10, record 062). */
final class Usage {
    static final String TEXT = """
            usage: opkg [options...] sub-command [arguments...]
            where sub-command is one of:

            Package Manipulation:
            \tupdate\t\t\tUpdate list of available packages
            \tupgrade <pkgs>\t\tUpgrade packages
            \tinstall <pkgs>\t\tInstall package(s)
            \tconfigure <pkgs>\tConfigure unpacked package(s)
            \tremove <pkgs|regexp>\tRemove package(s)
            \tflag <flag> <pkgs>\tFlag package(s)
            \t <flag>=hold|noprune|user|ok|installed|unpacked (one per invocation)

            Informational Commands:
            \tlist\t\t\tList available packages
            \tlist-installed\t\tList installed packages
            \tlist-upgradable\t\tList installed and upgradable packages
            \tlist-changed-conffiles\tList user modified configuration files
            \tfiles <pkg>\t\tList files belonging to <pkg>
            \tsearch <file|regexp>\tList package providing <file>
            \tfind <regexp>\t\tList packages whose name or description matches <regexp>
            \tinfo [pkg|regexp]\tDisplay all info for <pkg>
            \tstatus [pkg|regexp]\tDisplay all status for <pkg>
            \tdownload <pkg>\t\tDownload <pkg> to current directory
            \tcompare-versions <v1> <op> <v2>
            \t                    compare versions using <= < > >= = << >>
            \tprint-architecture\tList installable package architectures
            \tdepends [-A] [pkgname|pat]+
            \twhatdepends [-A] [pkgname|pat]+
            \twhatdependsrec [-A] [pkgname|pat]+
            \twhatrecommends[-A] [pkgname|pat]+
            \twhatsuggests[-A] [pkgname|pat]+
            \twhatprovides [-A] [pkgname|pat]+
            \twhatconflicts [-A] [pkgname|pat]+
            \twhatreplaces [-A] [pkgname|pat]+

            Options:
            \t-A\t\t\tQuery all packages not just those installed
            \t-V[<level>]\t\tSet verbosity level to <level>.
            \t--verbosity[=<level>]\tVerbosity levels:
            \t\t\t\t\t0 errors only
            \t\t\t\t\t1 normal messages (default)
            \t\t\t\t\t2 informative messages
            \t\t\t\t\t3 debug
            \t\t\t\t\t4 debug level 2
            \t-f <conf_file>\t\tUse <conf_file> as the opkg configuration file
            \t--conf <conf_file>
            \t--cache <directory>\tUse a package cache
            \t-d <dest_name>\t\tUse <dest_name> as the the root directory for
            \t--dest <dest_name>\tpackage installation, removal, upgrading.
            \t\t\t\t<dest_name> should be a defined dest name from
            \t\t\t\tthe configuration file, (but can also be a
            \t\t\t\tdirectory name in a pinch).
            \t-o <dir>\t\tUse <dir> as the root directory for
            \t--offline-root <dir>\toffline installation of packages.
            \t--verify-program <path>\tUse the given program to verify usign signatures
            \t--add-arch <arch>:<prio>\tRegister architecture with given priority
            \t--add-dest <name>:<path>\tRegister destination with given path

            Force Options:
            \t--force-depends\t\tInstall/remove despite failed dependencies
            \t--force-maintainer\tOverwrite preexisting config files
            \t--force-reinstall\tReinstall package(s)
            \t--force-overwrite\tOverwrite files from other package(s)
            \t--force-downgrade\tAllow opkg to downgrade packages
            \t--force-space\t\tDisable free space checks
            \t--force-postinstall\tRun postinstall scripts even in offline mode
            \t--force-remove\tRemove package even if prerm script fails
            \t--force-checksum\tDon't fail on checksum mismatches
            \t--no-check-certificate Don't validate SSL certificates
            \t--noaction\t\tNo action -- test only
            \t--download-only\tNo action -- download only
            \t--nodeps\t\tDo not follow dependencies
            \t--nocase\t\tPerform case insensitive pattern matching
            \t--size\t\t\tPrint package size when listing available packages
            \t--strip-abi\t\tPrint package name without appended ABI version
            \t--force-removal-of-dependent-packages
            \t\t\t\tRemove package and all dependencies
            \t--autoremove\t\tRemove packages that were installed
            \t\t\t\tautomatically to satisfy dependencies
            \t-t\t\t\tSpecify tmp-dir.
            \t--tmp-dir\t\tSpecify tmp-dir.
            \t-l\t\t\tSpecify lists-dir.
            \t--lists-dir\t\tSpecify lists-dir.

             regexp could be something like 'pkgname*' '*file*' or similar
             e.g. opkg info 'libstd*' or opkg search '*libop*' or opkg remove 'libncur*'
            """;

    private Usage() {}
}
