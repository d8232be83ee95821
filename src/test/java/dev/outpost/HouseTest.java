package dev.outpost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The plan of the house: who may know whom. The list is the one of the contributing page. */
@AnalyzeClasses(packages = "dev.outpost", importOptions = DoNotIncludeTests.class)
class HouseTest {
    private static final String[] CLI = {"..cli.."};
    private static final String[] WORKFLOW = {"dev.outpost.workflow.."};
    private static final String[] GOALS = {"dev.outpost.uplink..", "dev.outpost.reach..", "dev.outpost.camera.."};
    private static final String[] THINGS = {"dev.outpost.dongle..", "dev.outpost.router..", "dev.outpost.relay.."};
    private static final String[] LANGUAGES = {
        "dev.outpost.at..", "dev.outpost.uci..", "dev.outpost.shell..", "dev.outpost.profile.."
    };

    @ArchTest
    static final ArchRule thingsDoNotKnowGoals = below(THINGS, CLI, WORKFLOW, GOALS)
            .because("a router does not care what it is set up for: decisions live above the things they are about");

    @ArchTest
    static final ArchRule goalsDoNotKnowWorkflows =
            below(GOALS, CLI, WORKFLOW).because("a goal can be reached by more than one workflow");

    @ArchTest
    static final ArchRule workflowsDoNotKnowTheCommandLine =
            below(WORKFLOW, CLI).because("a workflow is used by commands, by batches and by tests");

    @ArchTest
    static final ArchRule languagesKnowNobody =
            below(LANGUAGES, CLI, WORKFLOW, GOALS, THINGS).because("a language is text in, values out");

    @ArchTest
    static final ArchRule stepsAreMadeOfTheJdk = classes()
            .that()
            .resideInAPackage("dev.outpost.step..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.outpost.step..", "java..", "org.jspecify.."))
            .because("the four types that every change is made of must not pull anything along");

    @ArchTest
    static final ArchRule neighboursAtOneLevelDoNotMeet = slices().matching(
                    "dev.outpost.(dongle|router|relay|uplink|reach|at|uci|shell).(**)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAnyPackage(GOALS), resideInAnyPackage(THINGS))
            .ignoreDependency(resideInAnyPackage(GOALS), resideInAnyPackage(LANGUAGES))
            .ignoreDependency(resideInAnyPackage(THINGS), resideInAnyPackage(LANGUAGES))
            .allowEmptyShould(true)
            .because("what two neighbours share belongs one floor down");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.outpost.(*)..")
            .should()
            .beFreeOfCycles()
            .because("the design must be visible from the folder tree");

    @ArchTest
    static final ArchRule theBenchKnowsOnlyLanguages = noClasses()
            .that()
            .resideInAPackage("dev.outpost.bench..")
            .should()
            .dependOnClassesThat(outpostsBut("bench", "at", "uci", "shell", "profile"))
            .because("the virtual bench meets the program only from outside: a pty, SSH, RTSP, HTTP");

    @ArchTest
    static final ArchRule nobodyKnowsTheBench = noClasses()
            .that()
            .resideOutsideOfPackage("dev.outpost.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.outpost.bench.."))
            .because("the bench is a jar of its own, and the program runs without it");

    @ArchTest
    static final ArchRule onlyWiringNamesAdapters = noClasses()
            .that()
            .resideOutsideOfPackages("dev.outpost.bench..", "dev.outpost.adapter..")
            .and()
            .doNotHaveFullyQualifiedName("dev.outpost.cli.Wiring")
            .and()
            .haveNameNotMatching("dev\\.outpost\\.cli\\.Wiring\\$.*")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.outpost.adapter.."))
            .because("everything else works against interfaces, so that a test or another transport can stand in");

    @ArchTest
    static final ArchRule adaptersDecideNothing = noClasses()
            .that()
            .resideInAPackage("dev.outpost.adapter..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..cli..", "dev.outpost.workflow..", "dev.outpost.bench.."))
            .because("an adapter implements what the domain defines");

    @ArchTest
    static final ArchRule serialStaysInItsAdapter = library("com.fazecast..", "dev.outpost.adapter.serial..");

    @ArchTest
    static final ArchRule libusbStaysInItsAdapter = library("org.usb4java..", "dev.outpost.adapter.usb..");

    @ArchTest
    static final ArchRule sshClientStaysInItsAdapter = library("net.schmizz..", "dev.outpost.adapter.ssh..");

    @ArchTest
    static final ArchRule sshServerStaysOnTheBench = library("org.apache.sshd..", "dev.outpost.bench.ssh..");

    @ArchTest
    static final ArchRule yamlStaysInText = library("org.snakeyaml..", "dev.outpost.text..");

    @ArchTest
    static final ArchRule picocliStaysInCli = library("picocli..", "dev.outpost.cli..");

    @ArchTest
    static final ArchRule qrCodesStayInTheReport = library("com.google.zxing..", "dev.outpost.proof..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .because("a wait has a name, a condition and a deadline");

    @ArchTest
    static final ArchRule onlyCliPrints = noClasses()
            .that()
            .resideOutsideOfPackage("dev.outpost.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("stdout belongs to one document, stderr to the talk around it");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to say what time it is: inject a Clock");

    @ArchTest
    static final ArchRule theBenchStartsNoProcess = noClasses()
            .that()
            .resideInAPackage("dev.outpost.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang")
                    .and(DescribedPredicate.describe(
                            "start processes", type -> type.getSimpleName().equals("ProcessBuilder"))))
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "Runtime.exec",
                    call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                            && call.getName().equals("exec")))
            .because("what a session types must never run on the machine that the bench runs on");

    private static ClassesShouldConjunction below(String[] lower, String[]... upper) {
        var above = Arrays.stream(upper).flatMap(java.util.Arrays::stream).toArray(String[]::new);
        return noClasses().that().resideInAnyPackage(lower).should().dependOnClassesThat(resideInAnyPackage(above));
    }

    private static ArchRule library(String library, String home) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because("a library that lives in one room can be changed in one room");
    }

    private static DescribedPredicate<JavaClass> outpostsBut(String... names) {
        var allowed =
                Arrays.stream(names).map(name -> "dev.outpost." + name + "..").toArray(String[]::new);
        return resideInAPackage("dev.outpost..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .as("are parts of the program itself");
    }
}
