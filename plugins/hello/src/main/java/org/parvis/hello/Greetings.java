package org.parvis.hello;

import org.osgi.service.component.annotations.*;
import org.parvis.api.data.Database;
import org.parvis.api.tenant.TenantId;

/** The greeting of each tenant, in the table {@code hello_greeting}. */
@Component(service = Greetings.class)
public final class Greetings {
    private final Database database;

    @Activate
    public Greetings(@Reference Database database) {
        this.database = database;
    }

    /** The words of the greeting; empty if there is none. */
    String words(TenantId tenant) {
        String sql = "select g.words from hello_greeting g where g.tenant_id = :tenant";
        return database.of(tenant).one(sql, row -> row.string("words")).orElse("");
    }

    /** Pages tagged {@code hello} are new on the next request. */
    void set(TenantId tenant, Greeting greeting) {
        database.of(tenant).write(transaction -> {
            transaction.execute("delete from hello_greeting where hello_greeting.tenant_id = :tenant");
            transaction.execute("insert into hello_greeting (tenant_id, words) values (:tenant, :words)", "words", greeting.words());
            transaction.touch("hello");
        });
    }
}
