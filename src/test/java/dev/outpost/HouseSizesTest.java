package dev.outpost;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader has to know before one class can be read. */
@AnalyzeClasses(packages = "dev.outpost", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseSizesTest {
    private static final int MOST = 20;

    /** Who wires everything to everything, by nature; and those that wait for their second half. This list only shrinks. */
    private static final Set<String> EXCEPTIONS = Set.of("BringUp", "Wiring");

    @ArchTest
    static final ArchRule noClassUsesMoreThanTwentyOthers = ArchRuleDefinition.classes()
            .that()
            .resideOutsideOfPackage("dev.outpost.bench..")
            .and()
            .areTopLevelClasses()
            .should(useAtMost(MOST))
            .because("a class that knows more of the house than a reader can keep in mind is two classes");

    private static ArchCondition<JavaClass> useAtMost(int most) {
        return new ArchCondition<>("use at most " + most + " other classes of the house, but for " + EXCEPTIONS) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                var used = used(item);
                var isExcepted = EXCEPTIONS.contains(item.getSimpleName());
                if (used.size() > most && !isExcepted) {
                    events.add(violated(item, item.getName() + " uses " + used.size() + ": " + String.join(" ", used)));
                }
                if (used.size() <= most && isExcepted) {
                    events.add(
                            violated(item, item.getName() + " uses " + used.size() + " and is no exception any more"));
                }
            }
        };
    }

    /** Nested classes count as the class that holds them. */
    private static Set<String> used(JavaClass item) {
        var inside = item.getPackage().getClasses().stream()
                .filter(other -> top(other).equals(item));
        return inside.flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getPackageName().startsWith("dev.outpost"))
                .map(HouseSizesTest::top)
                .filter(target -> !target.equals(item))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JavaClass top(JavaClass item) {
        return Stream.iterate(
                        item,
                        each -> each.getEnclosingClass().isPresent(),
                        each -> each.getEnclosingClass().get())
                .reduce((first, last) -> last.getEnclosingClass().orElse(last))
                .map(last -> last.getEnclosingClass().orElse(last))
                .orElse(item);
    }
}
