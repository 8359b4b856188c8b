package org.parvis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.Redirects.Redirect;
import org.parvis.api.tenant.TenantId;
import org.parvis.testkit.OnBothDatabases;
import org.parvis.testkit.TestDatabase;

final class SettingsAndRedirectsTest {
    private static final TenantId A = TenantId.of("00000000-0000-7000-8000-00000000000a");
    private static final TenantId B = TenantId.of("00000000-0000-7000-8000-00000000000b");

    @OnBothDatabases
    void a_setting_is_visible_at_once_and_to_its_tenant_alone(TestDatabase test) {
        StoredSettings settings = new StoredSettings(test.database());
        test.listen(settings);
        assertThat(settings.of(A)).isEmpty();
        test.database().of(A).write(transaction -> settings.set(transaction, "site.phone", "05 65 00 00 00"));
        assertThat(settings.get(A, "site.phone")).contains("05 65 00 00 00");
        assertThat(settings.of(B)).isEmpty();
        test.database().of(A).write(transaction -> settings.set(transaction, "site.phone", "été ".repeat(3000)));
        assertThat(settings.get(A, "site.phone").orElseThrow()).hasSize(12_000);
        test.database().of(A).write(transaction -> settings.set(transaction, "site.phone", ""));
        assertThat(settings.of(A)).isEmpty();
        assertThat(test.touched()).contains("settings", "site");
    }

    @OnBothDatabases
    void a_former_address_leads_to_the_new_one(TestDatabase test) {
        SqlRedirects redirects = new SqlRedirects(test.database());
        redirects.put(A, List.of(new Redirect("/index.php/la-mairie/", "/page/mairie"), new Redirect("/vieux", "https://ailleurs.example/x")));
        assertThat(redirects.target(A, "/index.php/la-mairie")).contains("/page/mairie");
        assertThat(redirects.target(A, "/index.php/la-mairie/")).contains("/page/mairie");
        assertThat(redirects.target(B, "/vieux")).isEmpty();
        redirects.put(A, List.of(new Redirect("/vieux", "/neuf")));
        assertThat(redirects.list(A)).containsExactly(new Redirect("/index.php/la-mairie", "/page/mairie"), new Redirect("/vieux", "/neuf"));
        redirects.remove(A, "/vieux/");
        assertThat(redirects.target(A, "/vieux")).isEmpty();
        assertThat(redirects.target(A, "/" + "x".repeat(2000))).isEmpty();
    }

    @OnBothDatabases
    void the_two_forms_that_wordpress_knows_its_pages_by_are_former_addresses(TestDatabase test) {
        SqlRedirects redirects = new SqlRedirects(test.database());
        redirects.put(A, List.of(new Redirect("/?p=12", "/actualites/a"), new Redirect("/?page_id=12", "/b")));
        assertThat(redirects.target(A, "/?p=12")).contains("/actualites/a");
        assertThat(redirects.target(A, "/?page_id=12")).contains("/b");
        assertThat(redirects.target(A, "/?p=1")).isEmpty();
    }

    @OnBothDatabases
    void redirects_are_put_with_the_rest_of_a_transaction_or_not_at_all(TestDatabase test) {
        SqlRedirects redirects = new SqlRedirects(test.database());
        List<Redirect> two = List.of(new Redirect("/a", "/b"), new Redirect("/a/", "/c"), new Redirect("/d", "/e"));
        assertThatThrownBy(() -> test.database().of(A).write(transaction -> {
                    redirects.put(transaction, two);
                    throw new IllegalStateException("the rest failed");
                })).isInstanceOf(IllegalStateException.class);
        assertThat(redirects.list(A)).isEmpty();
        test.database().of(A).write(transaction -> redirects.put(transaction, two));
        assertThat(redirects.list(A)).containsExactly(new Redirect("/a", "/c"), new Redirect("/d", "/e"));
        redirects.put(A, List.of());
        assertThat(redirects.list(A)).hasSize(2);
    }

    @OnBothDatabases
    void a_part_of_either_address_finds_a_redirect(TestDatabase test) {
        SqlRedirects redirects = new SqlRedirects(test.database());
        redirects.put(A, List.of(new Redirect("/Ecole", "/vie/x"), new Redirect("/b", "/l-ecole"), new Redirect("/c_c", "/d"), new Redirect("/cc", "/e")));
        redirects.put(B, List.of(new Redirect("/ecole", "/chez-b")));
        assertThat(redirects.find(A, " ECOLE ", 0, 10).redirects()).extracting(Redirect::from).containsExactly("/Ecole", "/b");
        assertThat(redirects.find(A, "c_c", 0, 10).total()).isEqualTo(1);
        Redirects.Found second = redirects.find(A, "", 2, 1);
        assertThat(second.redirects()).extracting(Redirect::from).containsExactly("/c_c");
        assertThat(second.total()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?p=", "/?p=12x", "/?p=12&p=13", "/?cat=3", "/page?p=12", "?p=12", "/", "/?p=1234567890123"})
    void other_queries_are_no_former_address(String from) {
        SqlRedirects redirects = new SqlRedirects(TestDatabase.derby().database());
        assertThatThrownBy(() -> redirects.put(A, List.of(new Redirect(from, "/neuf")))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "javascript:alert(1)", "ailleurs", "data:text/html,x", "https:///x", "/vieux/"})
    void an_address_that_could_lead_astray_is_refused(String to) {
        SqlRedirects redirects = new SqlRedirects(TestDatabase.derby().database());
        assertThatThrownBy(() -> redirects.put(A, List.of(new Redirect("/vieux", to)))).isInstanceOf(Invalid.class);
    }
}
