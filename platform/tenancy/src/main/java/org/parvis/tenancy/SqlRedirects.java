package org.parvis.tenancy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.data.Database;
import org.parvis.api.data.Reader;
import org.parvis.api.data.Transaction;
import org.parvis.api.route.Invalid;
import org.parvis.api.tenant.Redirects;
import org.parvis.api.tenant.TenantId;

/** Former addresses in a table; a path and the same with a slash at its end are one. */
@Component
public final class SqlRedirects implements Redirects {
    private static final Pattern WORDPRESS = Pattern.compile("/\\?(?:p|page_id)=[0-9]{1,12}");
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_ADDRESS = 1000;

    private final Database database;

    @Activate
    public SqlRedirects(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> target(TenantId tenant, String address) {
        if (address.length() > LONGEST_PATH) {
            return Optional.empty();
        }
        return database.of(tenant)
                .one(
                        "select r.new_address from tenancy_redirect r where r.tenant_id = :tenant and r.old_path = :path",
                        row -> row.string("new_address"),
                        "path", normal(address));
    }

    @Override
    public List<Redirect> list(TenantId tenant) {
        return database.of(tenant)
                .list(
                        "select r.old_path, r.new_address from tenancy_redirect r where r.tenant_id = :tenant order by r.old_path",
                        row -> new Redirect(row.string("old_path"), row.string("new_address")));
    }

    @Override
    public Found find(TenantId tenant, String part, int offset, int limit) {
        String literal = part.strip().toLowerCase(Locale.FRENCH).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        String where = " from tenancy_redirect r where r.tenant_id = :tenant"
                + " and (lower(r.old_path) like :part escape '!' or lower(r.new_address) like :part escape '!')";
        Reader reader = database.of(tenant);
        List<Redirect> redirects = reader.list(
                "select r.old_path, r.new_address" + where + " order by r.old_path offset :offset rows fetch next :limit rows only",
                row -> new Redirect(row.string("old_path"), row.string("new_address")),
                "part", "%" + literal + "%", "offset", offset, "limit", limit);
        return new Found(redirects, reader.count("select count(*)" + where, "part", "%" + literal + "%"));
    }

    @Override
    public void put(TenantId tenant, List<Redirect> redirects) {
        database.of(tenant).write(transaction -> put(transaction, redirects));
    }

    @Override
    public void put(Transaction transaction, List<Redirect> redirects) {
        redirects.forEach(SqlRedirects::check);
        redirects.forEach(redirect -> put(transaction, normal(redirect.from()), redirect.to()));
        transaction.touch("redirects");
    }

    @Override
    public void remove(TenantId tenant, String from) {
        database.of(tenant).write(transaction -> {
            transaction.execute(
                    "delete from tenancy_redirect where tenancy_redirect.tenant_id = :tenant and old_path = :path", "path", normal(from));
            transaction.touch("redirects");
        });
    }

    private static void put(Transaction transaction, String path, String address) {
        int updated = transaction.execute(
                "update tenancy_redirect set new_address = :address where tenancy_redirect.tenant_id = :tenant and old_path = :path",
                "path", path, "address", address);
        if (updated == 0) {
            transaction.execute(
                    "insert into tenancy_redirect (tenant_id, old_path, new_address) values (:tenant, :path, :address)",
                    "path", path, "address", address);
        }
    }

    private static void check(Redirect redirect) {
        String from = redirect.from();
        boolean path = from.startsWith("/") && !normal(from).equals("/") && from.indexOf('?') < 0;
        if (!(path || WORDPRESS.matcher(from).matches()) || from.length() > LONGEST_PATH || hasControl(from)) {
            throw Invalid.field("from", "tenancy.redirect.from", from);
        }
        if (redirect.to().length() > LONGEST_ADDRESS || !isAddress(redirect.to()) || normal(redirect.to()).equals(normal(from))) {
            throw Invalid.field("to", "tenancy.redirect.to", redirect.to());
        }
    }

    /** A path of this site ({@code //host} is none), or an absolute http(s) address. */
    private static boolean isAddress(String to) {
        try {
            URI uri = new URI(to);
            boolean path = to.startsWith("/") && !to.startsWith("//") && to.indexOf('\\') < 0;
            return path || (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static String normal(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
