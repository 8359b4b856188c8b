package org.parvis.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.tracker.ServiceTracker;

/** The packed distribution in one piece: every bundle runs, and nothing waits for anything. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WholeContainerTest {

    private static final long BOOT_MILLIS = 120_000;

    /** Components that may wait, each with its reason. */
    private static final List<String> MAY_WAIT = List.of(
            // One for each identity provider that the operator configures: none as delivered.
            "org.parvis.identity.oidc.ConfiguredProvider");

    @Inject
    private BundleContext context;

    @Inject
    private ServiceComponentRuntime components;

    @Configuration
    public Option[] distribution() throws IOException {
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(System.getProperty("parvis.archive")).toURI().toString())
                        .karafVersion(System.getProperty("karaf.version"))
                        .name("Parvis")
                        .unpackDirectory(new File(System.getProperty("parvis.unpacked")))
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut("etc/system.properties", "parvis.port", Integer.toString(freePort())),
                // As bin/setenv says.
                editConfigurationFilePut("etc/system.properties", "parvis.data", "${karaf.data}/parvis"),
                editConfigurationFilePut("etc/system.properties", "derby.stream.error.file", "${karaf.data}/derby.log"),
                // Pax Exam's own bundles come from the local repository, and nothing from elsewhere.
                editConfigurationFileExtend(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "file:" + System.getProperty("parvis.repository") + "@id=local@snapshots")));
        launcherOptions(System.getProperty("karaf.version")).map(option -> vmOption(option)).forEach(options::add);
        return options.toArray(Option[]::new);
    }

    /** What bin/karaf gives the JVM. */
    private static Stream<String> launcherOptions(String karaf) {
        return Stream.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Djava.awt.headless=true",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
                "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    public void every_bundle_runs() throws Exception {
        awaitBoot();
        List<String> idle = Arrays.stream(context.getBundles())
                .filter(bundle -> !isFragment(bundle) && bundle.getState() != Bundle.ACTIVE)
                .map(bundle -> bundle + " in state " + bundle.getState())
                .toList();
        assertEquals(List.of(), idle);
        long ours = Arrays.stream(context.getBundles()).filter(bundle -> isOurs(bundle.getSymbolicName())).count();
        assertTrue("only " + ours + " bundles of Parvis", ours > 15);
    }

    @Test
    public void every_requirement_has_what_it_needs() throws Exception {
        awaitBoot();
        List<String> missing = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.adapt(BundleWiring.class) == null) {
                missing.add(bundle + " is not resolved");
            }
            // The resolver looks at the others only: what a bundle needs once it is active is for a management agent to hold.
            for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
                boolean optional = "optional".equals(requirement.getDirectives().get("resolution"));
                if (!optional && "active".equals(requirement.getDirectives().get("effective")) && !isOffered(requirement)) {
                    missing.add(bundle + " lacks " + requirement);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    public void every_component_is_satisfied() throws Exception {
        awaitBoot();
        List<String> waiting = new ArrayList<>();
        int ours = 0;
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            if (isOurs(component.bundle.symbolicName)) {
                ours++;
                Collection<ComponentConfigurationDTO> configurations = components.getComponentConfigurationDTOs(component);
                boolean satisfied = !configurations.isEmpty() && configurations.stream().allMatch(WholeContainerTest::isSatisfied);
                if (!satisfied && !MAY_WAIT.contains(component.name)) {
                    waiting.add(component.name + waitsFor(configurations));
                }
            }
        }
        assertEquals(List.of(), waiting);
        assertTrue("only " + ours + " components of Parvis", ours > 100);
    }

    private void awaitBoot() throws InterruptedException, InvalidSyntaxException {
        ServiceTracker<Object, Object> booted = new ServiceTracker<>(
                context, context.createFilter("(&(objectClass=org.parvis.api.plugin.Plugins)(parvis.booted=true))"), null);
        booted.open();
        Object plugins = booted.waitForService(BOOT_MILLIS);
        booted.close();
        assertTrue("the platform did not come up within two minutes", plugins != null);
    }

    private boolean isOffered(BundleRequirement requirement) {
        String filter = requirement.getDirectives().get("filter");
        try {
            boolean service = "osgi.service".equals(requirement.getNamespace())
                    && filter != null
                    && context.getAllServiceReferences(null, filter) != null;
            return service || Arrays.stream(context.getBundles()).anyMatch(bundle -> bundle.adapt(BundleRevision.class)
                    .getDeclaredCapabilities(requirement.getNamespace()).stream().anyMatch(requirement::matches));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("requirement of " + requirement.getRevision() + ": " + filter, e);
        }
    }

    private static boolean isOurs(String symbolicName) {
        return symbolicName.startsWith("org.parvis.");
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static boolean isSatisfied(ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.SATISFIED || configuration.state == ComponentConfigurationDTO.ACTIVE;
    }

    private static String waitsFor(Collection<ComponentConfigurationDTO> configurations) {
        return configurations.stream()
                .map(configuration -> configuration.failure != null
                        ? " failed: " + configuration.failure
                        : Arrays.stream(configuration.unsatisfiedReferences).map(reference -> " lacks " + reference.name).toList().toString())
                .toList()
                .toString();
    }
}
