package io.cordon;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.cordon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule ONLY_TRIAGE_KNOWS_DROOLS = noClasses()
            .that()
            .resideOutsideOfPackage("io.cordon.triage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie..")
            .because("building DRL runs code, so one module watches over where DRL comes from");

    @ArchTest
    static final ArchRule ONLY_PLAYBOOK_KNOWS_CAMUNDA = noClasses()
            .that()
            .resideOutsideOfPackage("io.cordon.playbook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..")
            .because("the engine will be exchanged for a maintained fork by a change of imports");

    @ArchTest
    static final ArchRule RULES_ALWAYS_COME_TO_AN_END = noClasses()
            .should()
            .callMethod("org.kie.api.runtime.StatelessKieSession", "execute", "java.lang.Object")
            .orShould()
            .callMethod("org.kie.api.runtime.rule.RuleRuntime", "fireAllRules")
            .orShould()
            .callMethod("org.kie.api.runtime.KieSession", "fireAllRules")
            .because("a rule that wakes itself would run for ever: fire with a limit");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests turn the clock, and so must we be able to");

    @ArchTest
    static final ArchRule THE_ENGINE_KEEPS_NOTHING_OF_A_CLIENT = noClasses()
            .should()
            .callMethodWhere(are(new DescribedPredicate<>("comments, attachments and native queries of the engine") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    return call.getTargetOwner().getPackageName().startsWith("org.camunda.")
                            && (call.getName().contains("Comment")
                                    || call.getName().contains("Attachment")
                                    || call.getName().startsWith("createNative"));
                }
            }))
            .because("the engine does not check the tenant there");

    @ArchTest
    static final ArchRule ENDPOINTS_ARE_NOT_FOR_OTHER_MODULES = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .because("modules talk by their API, not by their web");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new ArchCondition<>("be in a package with @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage()
                            .tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    if (!marked) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getPackageName() + " has no package-info with @NullMarked"));
                    }
                }
            });

    @ArchTest
    static final ArchRule THE_CALL_OF_A_WORKER_IS_NO_TRANSACTION_OF_A_PRIVATE_METHOD = methods()
            .that()
            .areAnnotatedWith("org.springframework.transaction.annotation.Transactional")
            .should(new ArchCondition<>("not be private") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE)) {
                        events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " is private, so its transaction never begins"));
                    }
                }
            });
}
