package org.parvis.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a module must bring, and what a theme must not, held over the files of the repository. */
class RepositoryShapeTest {

    private static final Path ROOT = Repository.root();
    private static final Pattern MESSAGE = Pattern.compile("\\bt\\(\"([a-z][A-Za-z0-9.\\-]*)\"[,)]");

    @Test
    void eachPluginBringsItsReadmeMessagesAndTests() {
        for (Path plugin : Repository.modules("plugins")) {
            assertThat(plugin.resolve("README.md")).exists();
            assertThat(plugin.resolve("src/main/resources/plugin/i18n/messages_fr.properties")).exists();
            assertThat(Repository.files(plugin.resolve("src/test/java"), "Test.java")).as("tests of " + plugin).isNotEmpty();
        }
    }

    @Test
    void eachPluginAndThemeIsVerifiedAndDistributed() {
        String verified = Repository.text(ROOT.resolve("karaf-features/pom.xml"));
        String distributed = Repository.text(ROOT.resolve("distributions/standard/pom.xml"));
        for (String group : List.of("plugins", "themes")) {
            for (Path module : Repository.modules(group)) {
                String artifact = (group.equals("themes") ? "org.parvis.theme." : "org.parvis.") + module.getFileName();
                assertThat(verified).as("karaf-features/pom.xml").contains("mvn:org.parvis/" + artifact + "/${project.version}/xml/features");
                assertThat(distributed).as("distributions/standard/pom.xml").contains("<artifactId>" + artifact + "</artifactId>");
            }
        }
    }

    @Test
    void eachTextIsThereInFrenchAndInEnglish() {
        for (Path french : Repository.files(ROOT, "messages_fr.properties")) {
            Path english = french.resolveSibling("messages_en.properties");
            assertThat(keys(english)).as(ROOT.relativize(english).toString()).isEqualTo(keys(french));
        }
    }

    @Test
    void eachMessageThatATemplateNamesExists() {
        Set<String> known = new HashSet<>();
        Repository.files(ROOT, "messages_fr.properties").forEach(file -> known.addAll(keys(file)));
        List<String> missing = new ArrayList<>();
        for (Path template : Repository.files(ROOT, ".ftlh")) {
            Matcher matcher = MESSAGE.matcher(Repository.text(template));
            while (matcher.find()) {
                if (!known.contains(matcher.group(1))) {
                    missing.add(ROOT.relativize(template) + ": " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void themesHoldNeitherCodeNorPlacesNorAddresses() throws IOException {
        List<String> communes = Files.readAllLines(ROOT.resolve("distributions/demo/src/main/data/communes-aveyron.csv")).stream()
                .skip(1)
                .map(line -> line.split(",")[1])
                .filter(name -> name.length() > 6)
                .toList();
        assertThat(communes).hasSizeGreaterThan(200);
        for (Path theme : Repository.modules("themes")) {
            assertThat(Repository.files(theme, ".java")).isEmpty();
            for (Path template : Repository.files(theme.resolve("src/main/resources/theme"), ".ftlh")) {
                String text = Repository.text(template);
                assertThat(communes).as(template.toString()).noneMatch(name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(text).find());
                assertThat(text).as(template.toString()).doesNotContain("http://", "onclick=").doesNotContainPattern("<[a-z][^>]*\\sstyle=\"");
            }
        }
    }

    @Test
    void namesSayWhatAThingDoesAndFilesStaySmall() {
        for (Path file : Repository.files(ROOT, ".java")) {
            String name = file.getFileName().toString();
            assertThat(name).doesNotMatch(".*(Impl|Manager|Util|Utils|Helper)\\.java");
            assertThat(lines(file)).as(ROOT.relativize(file).toString()).isLessThanOrEqualTo(300);
        }
        for (Path file : Repository.files(ROOT, ".ftlh")) {
            assertThat(lines(file)).as(ROOT.relativize(file).toString()).isLessThanOrEqualTo(150);
        }
    }

    private static long lines(Path file) {
        return Repository.text(file).lines().count();
    }

    private static Set<String> keys(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Repository.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames();
    }
}
