package org.parvis.data;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parvis.api.data.Migrations;
import org.parvis.api.tenant.TenantId;

/** An open database with the tables of a small plugin. */
final class Fixture implements AutoCloseable {
    static final TenantId RODEZ = new TenantId(UUID.fromString("0190a000-0000-7000-8000-00000000000a"));
    static final TenantId MILLAU = new TenantId(UUID.fromString("0190a000-0000-7000-8000-00000000000b"));

    static final String TABLES =
            """
            databaseChangeLog:
              - changeSet:
                  id: shop-1
                  author: test
                  changes:
                    - createTable:
                        tableName: shop_item
                        columns:
                          - column: { name: tenant_id, type: uuid, constraints: { nullable: false } }
                          - column: { name: id, type: uuid, constraints: { nullable: false } }
                          - column: { name: title, type: varchar(200), constraints: { nullable: false } }
                          - column: { name: body, type: clob }
                          - column: { name: picture, type: longblob }
                          - column: { name: price, type: 'decimal(10,2)' }
                          - column: { name: weight, type: double }
                          - column: { name: stock, type: int }
                          - column: { name: views, type: bigint }
                          - column: { name: pinned, type: boolean }
                          - column: { name: day, type: date }
                          - column: { name: made, type: timestamp(6) }
                    - addPrimaryKey: { tableName: shop_item, columnNames: 'tenant_id, id', constraintName: shop_item_pk }
                    - addUniqueConstraint: { tableName: shop_item, columnNames: 'tenant_id, title', constraintName: shop_item_title }
                    - createTable:
                        tableName: shop_tag
                        columns:
                          - column: { name: tenant_id, type: uuid, constraints: { nullable: false } }
                          - column: { name: item_id, type: uuid, constraints: { nullable: false } }
                          - column: { name: tag, type: varchar(50), constraints: { nullable: false } }
                    - addPrimaryKey: { tableName: shop_tag, columnNames: 'tenant_id, item_id, tag', constraintName: shop_tag_pk }
                    - addForeignKeyConstraint: { baseTableName: shop_tag, baseColumnNames: 'tenant_id, item_id', referencedTableName: shop_item, referencedColumnNames: 'tenant_id, id', constraintName: shop_tag_item }
                    - createTable:
                        tableName: shop_currency
                        columns:
                          - column: { name: code, type: varchar(3), constraints: { nullable: false, primaryKey: true } }
            """;

    final String url;
    final OpenDatabase open;

    private final Kind kind;

    Fixture(Kind kind) {
        this(kind, kind.newUrl());
    }

    Fixture(Kind kind, String url) {
        this.kind = kind;
        this.url = url;
        open = OpenDatabase.open(DataSettings.of(url), Clock.systemUTC());
        open.migrations().apply(source("shop", TABLES));
    }

    static Migrations.Source source(String name, String changeLog) {
        return new Migrations.Source() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<InputStream> open(String path) {
                return path.equals("changelog.yaml")
                        ? Optional.of(new ByteArrayInputStream(changeLog.getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
            }

            @Override
            public List<String> paths() {
                return List.of("changelog.yaml");
            }
        };
    }

    Kind kind() {
        return kind;
    }

    /** A connection of the tables' owner. */
    Connection owner() throws SQLException {
        return Store.open(DataSettings.of(url)).owner();
    }

    void empty() {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("shop_tag", "shop_item", "shop_currency", "data_change", "data_work", "data_schedule", "data_job_run")) {
                statement.execute("delete from " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        open.close();
    }
}
