package org.parvis.itests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dependency rules of the design, over the compiled classes of all modules. */
class ArchitectureTest {

    private static final String API = "org.parvis.api..";

    private static final List<String> IMPLEMENTATIONS = new ArrayList<>();
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        List<Path> compiled = new ArrayList<>();
        for (String group : List.of("platform", "plugins")) {
            for (Path module : Repository.modules(group)) {
                Path classes = module.resolve("target/classes");
                String name = module.getFileName().toString();
                if (Files.exists(classes) && !name.equals("testkit")) {
                    compiled.add(classes);
                    if (!name.equals("api")) {
                        IMPLEMENTATIONS.add("org.parvis." + name + "..");
                    }
                }
            }
        }
        all = new ClassFileImporter().importPaths(compiled);
        assertThat(all.size()).as("compiled classes found").isGreaterThan(200);
        assertThat(IMPLEMENTATIONS).hasSizeGreaterThan(10);
    }

    @Test
    void theApiUsesTheJdkAndAnnotationsAlone() {
        classes().that().resideInAPackage(API)
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", API, "org.osgi.annotation..", "org.jspecify..")
                .check(all);
    }

    @Test
    void modulesSeeEachOtherThroughTheApiAlone() {
        for (String mine : IMPLEMENTATIONS) {
            String[] others = IMPLEMENTATIONS.stream().filter(other -> !other.equals(mine)).toArray(String[]::new);
            noClasses().that().resideInAPackage(mine).should().dependOnClassesThat().resideInAnyPackage(others).check(all);
        }
    }

    @Test
    void pluginsUseNothingButTheApi() {
        String[] plugins = Repository.modules("plugins").stream().map(module -> "org.parvis." + module.getFileName() + "..").toArray(String[]::new);
        noClasses().that().resideInAnyPackage(plugins)
                .should().dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.apache.karaf..", "freemarker..", "liquibase..", "org.apache.lucene..", "com.zaxxer..", "java.sql..")
                .check(all);
    }

    @Test
    void topicsOfTheProceduresBuildOnTheirCoreAndNeverInACircle() {
        noClasses().that().resideInAPackage("org.parvis.demarches")
                .should().dependOnClassesThat(resideInAPackage("org.parvis.demarches.*..")
                        .and(not(resideInAnyPackage("org.parvis.demarches.procedure..", "org.parvis.demarches.clock.."))))
                .check(all);
        slices().matching("org.parvis.demarches.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void onlyTheWebModuleKnowsServlets() {
        noClasses().that().resideOutsideOfPackage("org.parvis.web..")
                .should().dependOnClassesThat().resideInAnyPackage("jakarta.servlet..", "org.osgi.service.servlet..")
                .check(all);
    }

    @Test
    void nothingReadsTheWallClockBehindTheInjectedOne() {
        noClasses().that().resideInAnyPackage("org.parvis.news..", "org.parvis.hello..", "org.parvis.site..", "org.parvis.identity..")
                .should().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.LocalDate.class, "now")
                .orShould().callMethod(java.time.LocalDateTime.class, "now")
                .check(all);
    }
}
