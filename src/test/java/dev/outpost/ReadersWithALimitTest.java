package dev.outpost;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;

/** A file that somebody gives is read in one place, which has a limit. */
@AnalyzeClasses(packages = "dev.outpost", importOptions = DoNotIncludeTests.class)
class ReadersWithALimitTest {
    /**
     * What the program wrote itself (lease, private files, journal, login budget, the packages it fetched), what the kernel and this
     * system say (sysfs, proc, its log, usb-modeswitch-data; bounded there), and the bench.
     */
    private static final String OWN = "dev\\.outpost\\.(?:step\\.PlainFile|ledger\\.(?:Lease|PrivateFiles|Journal)"
            + "|camera\\.LoginBudget|packages\\.PackageStore"
            + "|adapter\\.usb\\.(?:Tree|LinuxHost)"
            + "|laptop\\.Nics|bench\\..*)";

    @ArchTest
    static final ArchRule filesOfOthersAreReadInOnePlace = noClasses()
            .that()
            .haveNameNotMatching(OWN)
            .should()
            .callMethodWhere(
                    target(owner(equivalentTo(Files.class)))
                            .and(
                                    target(
                                            nameMatching(
                                                    "readString|readAllBytes|readAllLines|lines|newInputStream|newBufferedReader|newByteChannel"))))
            .because(
                    "a device never ends, a pipe waits for ever, and a file of gigabytes fills the memory: step.PlainFile looks first");
}
