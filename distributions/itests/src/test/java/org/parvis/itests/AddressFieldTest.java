package org.parvis.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.testkit.server.ConsoleOutput;
import org.parvis.testkit.server.Parvis;
import org.parvis.testkit.server.Server;

/** An address is typed as plain text until the operator took a file in; then it is completed, with the keyboard alone too. */
@Parvis
@ExtendWith(Browsers.Extension.class)
class AddressFieldTest {

    private static final Path PICTURES = Path.of(System.getProperty("parvis.pictures", "target/pictures"));
    private static final String VENUE = "/bureau/rodez/lieux-partages/nouveau";

    private static final String LINES = """
            id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat
            12202_0420_00012;12202_0420;12;;Avenue Victor Hugo;12000;12202;Rodez;2.570300;44.350200
            12202_0420_00012_bis;12202_0420;12;bis;Avenue Victor Hugo;12000;12202;Rodez;2.570400;44.350250
            12096_0060_00012;12096_0060;12;;Avenue Victor Hugo;12500;12096;Espalion;2.765000;44.523000
            12096_0060_00013;12096_0060;treize;;Avenue Victor Hugo;12500;12096;Espalion;2.765000;44.523000
            """;

    @TempDir
    Path folder;

    @Test
    void proposesAddressesOnceAFileWasTakenIn(Server server, Browsers browsers) throws IOException {
        Page desk = browsers.signedIn(server, Browsers.SECRETARY);
        desk.navigate(server.territory(VENUE).toString());
        Locator address = desk.locator("input[name=address]");
        desk.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(address.getAttribute("role")).as("a plain field without a file").isNull();

        ConsoleOutput taken = server.console("parvis:addresses-import " + Files.writeString(folder.resolve("adresses-12.csv"), LINES));
        assertThat(taken.text()).contains("adresses-12.csv, line 5: numero is not a number", "3 addresses in 2 streets of 2 communes, 1 lines left out, served now");
        assertThat(server.console("parvis:addresses-import " + folder.resolve("adresses-12.csv")).text()).contains("the same as before");

        desk.reload();
        assertThat(address).hasAttribute("role", "combobox");
        address.focus();
        desk.keyboard().type("12 av. victor h");
        Locator options = desk.getByRole(AriaRole.OPTION);
        assertThat(options).hasText(new String[] {
            "12 Avenue Victor Hugo, 12000 Rodez", "12 bis Avenue Victor Hugo, 12000 Rodez", "12 Avenue Victor Hugo, 12500 Espalion"});
        assertThat(address).hasAttribute("aria-expanded", "true");
        desk.keyboard().press("ArrowDown");
        desk.keyboard().press("ArrowDown");
        assertThat(address).hasAttribute("aria-activedescendant", "f-address-proposed-1");
        assertThat(PageChecks.axe(desk)).isEmpty();
        desk.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("adresse-proposee.png")));
        desk.keyboard().press("Enter");
        assertThat(address).hasValue("12 bis Avenue Victor Hugo, 12000 Rodez");
        Locator position = desk.locator("input[name=coordinates]");
        assertThat(position).hasValue("44.35025, 2.57040");
        assertThat(options).hasCount(0);

        address.press("End");
        desk.keyboard().type(" X");
        assertThat(position).hasValue("");
        address.fill("12 av victor hugo esp");
        assertThat(options).hasCount(1);
        desk.keyboard().press("Escape");
        assertThat(address).hasAttribute("aria-expanded", "false");
        assertThat(address).hasValue(Pattern.compile("12 av victor hugo esp"));
        desk.context().close();
    }
}
