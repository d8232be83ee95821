package dev.outpost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The plan of the house: who may know whom. The list is the one of the contributing page. */
@AnalyzeClasses(packages = "dev.outpost", importOptions = DoNotIncludeTests.class)
class HouseTest {
    /** From the top floor down; imports point down only. Adapters and the bench stand to the side. */
    static final List<List<String>> FLOORS = List.of(
            List.of("cli"),
            List.of("workflow"),
            List.of("survey", "plan", "run", "proof"),
            List.of("uplink", "reach", "camera"),
            List.of("contact"),
            List.of("packages"),
            List.of("dongle", "router", "relay", "laptop"),
            List.of("site", "ledger", "profile"),
            List.of("at", "uci", "shell", "net", "text"),
            List.of("step"));

    /** Who may know a neighbour on the same floor. */
    static final Set<String> NEIGHBOURS =
            Set.of("camera reach", "laptop dongle", "site profile", "plan survey", "run plan");

    @ArchTest
    static void importsPointDown(JavaClasses program) {
        for (var floor = 0; floor < FLOORS.size(); floor++) {
            for (var room : FLOORS.get(floor)) {
                var above = FLOORS.subList(0, floor).stream().flatMap(List::stream);
                var beside = FLOORS.get(floor).stream()
                        .filter(other -> !other.equals(room) && !NEIGHBOURS.contains(room + " " + other));
                var forbidden =
                        Stream.concat(above, beside).map(HouseTest::room).toArray(String[]::new);
                if (forbidden.length > 0) {
                    noClasses()
                            .that()
                            .resideInAPackage(room(room))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(forbidden))
                            .because(
                                    "what two rooms share belongs one floor down, and decisions live above the things they are about")
                            .check(program);
                }
            }
        }
    }

    @ArchTest
    static final ArchRule everyClassIsInARoom = classes()
            .that()
            .resideInAPackage("dev.outpost..")
            .should()
            .resideInAnyPackage(Stream.concat(FLOORS.stream().flatMap(List::stream), Stream.of("adapter", "bench"))
                    .map(HouseTest::room)
                    .toArray(String[]::new))
            .because("a package that is on no floor is held to nothing");

    @ArchTest
    static final ArchRule stepsAreMadeOfTheJdk = classes()
            .that()
            .resideInAPackage("dev.outpost.step..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.outpost.step..", "java..", "org.jspecify.."))
            .because("the four types that every change is made of must not pull anything along");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.outpost.(**)")
            .should()
            .beFreeOfCycles()
            .because("the design must be visible from the folder tree");

    @ArchTest
    static final ArchRule theBenchKnowsOnlyLanguages = noClasses()
            .that()
            .resideInAPackage("dev.outpost.bench..")
            .should()
            .dependOnClassesThat(outpostsBut("bench", "step", "at", "uci", "shell", "net", "text", "profile"))
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
    static final ArchRule nobodySleepsInACoat = noClasses()
            .that()
            .resideOutsideOfPackages("dev.outpost.step..", "dev.outpost.bench.clock..")
            .should()
            .callMethodWhere(DescribedPredicate.describe("waits of the JDK that have an end", HouseTest::hasAnEnd))
            .because("a wait goes through step.Ticker or step.Deadline, so that a test can count its time");

    /** A wait that ends by itself, or a look at the clock that such a wait is made of. */
    private static boolean hasAnEnd(JavaMethodCall call) {
        var owner = call.getTargetOwner().getName();
        var name = call.getName();
        var times = call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .toList();
        return switch (owner) {
            case "java.lang.System" -> name.equals("nanoTime");
            case "java.lang.Process" -> name.equals("waitFor") && !times.isEmpty();
            case "java.lang.Thread" -> name.equals("join") && !times.isEmpty();
            default ->
                (name.equals("wait") && times.contains("long"))
                        || (owner.startsWith("java.util.concurrent.")
                                && (times.contains("TimeUnit")
                                        || times.contains("Duration")
                                        || Set.of("awaitNanos", "awaitUntil", "parkNanos", "parkUntil")
                                                .contains(name)));
        };
    }

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

    private static String room(String name) {
        return "dev.outpost." + name + "..";
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
