package org.parvis.data.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCheckTest {
    private static final Set<String> OWNED = Set.of("news", "tag", "shop_item");
    private static final Set<String> SHARED = Set.of("tenancy_tenant", "data_work", "databasechangelog");

    private final StatementCheck check = new StatementCheck(new Tables() {
        @Override
        public boolean exists(String table) {
            return OWNED.contains(table) || SHARED.contains(table);
        }

        @Override
        public boolean ownedByTenants(String table) {
            return OWNED.contains(table);
        }
    });

    @ParameterizedTest
    @ValueSource(strings = {
        "select * from news where tenant_id = :tenant",
        "select n.id from news n where n.tenant_id = :tenant",
        "SELECT N.ID FROM News AS N WHERE :tenant = N.Tenant_Id",
        "select id from news where news.tenant_id = :tenant and (status = 'x' or pinned = true)",
        "select id from news n where (n.tenant_id = :tenant and (n.id = :id)) and n.a between 1 and 2",
        "select id from news n where ((n.tenant_id = :tenant))",
        "select count(*) from news n join tag t on t.tenant_id = :tenant and t.item = n.id where n.tenant_id = :tenant",
        "select count(*) from news n join tag t on t.item = n.id where n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select n.id from news n join tag t on n.tenant_id = :tenant and t.tenant_id = :tenant and t.item = n.id",
        "select n.id from news n, tag t where n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select n.id from news n cross join tag t where n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select n.id from news n left join tag t on t.tenant_id = :tenant and t.item = n.id where n.tenant_id = :tenant",
        "select n.id from news n left outer join tag t on (t.tenant_id = :tenant and t.item = n.id) where n.tenant_id = :tenant order by n.at desc",
        "select n.id, (select max(t.a) from tag t where t.tenant_id = :tenant and t.item = n.id) from news n where n.tenant_id = :tenant",
        "select id from news n where n.tenant_id = :tenant and exists (select 1 from tag where tenant_id = :tenant)",
        "select id from news n where n.tenant_id = :tenant and n.id in (select t.item from tag t where t.tenant_id = :tenant)",
        "select id from (select id from news where tenant_id = :tenant) x",
        "select id from news where tenant_id = :tenant union all select id from tag where tenant_id = :tenant order by id",
        "with x as (select id from news where tenant_id = :tenant) select id from x",
        "select id from tenancy_tenant",
        "select t.id from tenancy_tenant t join news n on n.tenant_id = :tenant and n.id = t.id",
        "select id from news where tenant_id = :tenant and title like :q escape '!' order by id offset :offset rows fetch next :limit rows only",
        "select id from news where tenant_id = :tenant order by id fetch first 3 rows only",
        "select id from news where tenant_id = :tenant and title = 'it''s -- not /* a ; comment'",
        "select case when n.a > 1 then 'x' else lower(n.title) end as label from news n where n.tenant_id = :tenant group by n.a having count(*) > 1",
        "select id from news where tenant_id = :tenant and id = :id for update",
        "select distinct n.lang from news n where n.tenant_id = :tenant and n.lang is not null and not n.pinned = true",
        "select coalesce(sum(n.a), 0) as total, cast(:x as varchar(20)) as x from news n where n.tenant_id = :tenant",
        "select id from news where tenant_id = :tenant and (:from is null or a <> :b) and b != 3 and c || 'x' = 'yx'",
    })
    void aHeldReadPasses(String sql) {
        assertThatCode(() -> check.tenantRead(SqlText.of(sql))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "select * from news",
        "select * from news where id = :id",
        "select * from news where tenant_id = :other",
        "select * from news where tenant_id = '0190a000-0000-7000-8000-00000000000a'",
        "select * from news where tenant_id = tenant_id",
        "select * from news where tenant_id <> :tenant",
        "select * from news where tenant_id >= :tenant",
        "select * from news where tenant_id in (:tenant, :other)",
        "select * from news where tenant_id = :tenant or pinned = true",
        "select * from news where (tenant_id = :tenant or 1 = 1) and pinned = true",
        "select * from news where tenant_id = :tenant and a = 1 or b = 2",
        "select * from news where not tenant_id = :tenant",
        "select * from news where not (tenant_id = :tenant)",
        "select * from news where (tenant_id = :tenant) is not true",
        "select * from news where (tenant_id = :tenant) = false",
        "select * from news where tenant_id = :tenant is null",
        "select * from news where a between :x and tenant_id = :tenant",
        "select * from news where case when tenant_id = :tenant then true else true end",
        "select * from news where coalesce(tenant_id = :tenant, true)",
        "select * from news n where m.tenant_id = :tenant",
        "select * from news n where news.tenant_id = :tenant",
        "select * from news n join tag t on t.item = n.id where n.tenant_id = :tenant",
        "select * from news n join tag t on t.item = n.id where tenant_id = :tenant",
        "select * from news n join tag t on t.tenant_id = n.tenant_id where n.tenant_id = :tenant",
        "select * from news n left join tag t on t.item = n.id where n.tenant_id = :tenant",
        "select * from news n left join tag t on t.tenant_id = :tenant and n.tenant_id = :tenant",
        "select * from news n left join tag t on t.tenant_id = :tenant or t.item = n.id where n.tenant_id = :tenant",
        "select * from news n right join tag t on n.tenant_id = :tenant where t.tenant_id = :tenant",
        "select * from news n full join tag t on n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select * from news n natural join tag t where n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select * from news n, news n where n.tenant_id = :tenant",
        "select * from news n, news m where n.tenant_id = :tenant",
        "select * from (news n join tag t on n.id = t.id) where n.tenant_id = :tenant and t.tenant_id = :tenant",
        "select * from news n where n.tenant_id = :tenant and exists (select 1 from tag t)",
        "select * from news n where n.tenant_id = :tenant and exists (select 1 from tag t where n.tenant_id = :tenant)",
        "select * from news n where exists (select 1 from tag n where n.tenant_id = :tenant)",
        "select * from news n where n.tenant_id = :tenant and n.id in (select item from tag)",
        "select (select max(a) from tag) from news where tenant_id = :tenant",
        "select id from news where tenant_id = :tenant order by (select max(a) from tag)",
        "select id from news where tenant_id = :tenant group by id having count(*) > (select count(*) from tag)",
        "select id from news n join tag t on t.tenant_id = :tenant and t.item in (select id from shop_item) where n.tenant_id = :tenant",
        "select case when exists (select 1 from tag) then 1 else 0 end from news where tenant_id = :tenant",
        "select coalesce((select a from tag), 1) from news where tenant_id = :tenant",
        "select max(a) over (partition by (select 1 from tag)) from news where tenant_id = :tenant",
        "select id from news where tenant_id = :tenant offset (select count(*) from tag) rows",
        "select id from news where tenant_id = :tenant fetch first (select count(*) from tag) rows only",
        "select id from news where tenant_id = :tenant union select id from tag",
        "select id from news union select id from tag where tenant_id = :tenant",
        "(select id from news) union (select id from tag where tenant_id = :tenant)",
        "select id from news where tenant_id = :tenant except select id from tag",
        "with x as (select id from news) select id from x",
        "with x as (select id from news) select id from x where tenant_id = :tenant",
        "with news as (select 1 as tenant_id from tenancy_tenant) select * from news",
        "with tenancy_tenant as (select id from news) select * from tenancy_tenant",
        "select * from (select * from news) n where n.tenant_id = :tenant",
        "select * from app.news where tenant_id = :tenant",
        "select * from public.news n where n.tenant_id = :tenant",
        "select * from sys.systables",
        "select * from pg_class",
        "select * from data_work",
        "select * from databasechangelog",
        "select pg_sleep(10) from news where tenant_id = :tenant",
        "select set_config('parvis.tenant', 'x', false) from news where tenant_id = :tenant",
        "select query_to_xml('select * from tag', true, false, '') from news where tenant_id = :tenant",
        "select * from table(syscs_diag.lock_table()) t",
        "select * from unnest(:x) t",
        "select * from news where tenant_id = :tenant limit 10",
        "select * from news, lateral (select * from tag) x where news.tenant_id = :tenant",
        "select * into copy from news where tenant_id = :tenant",
        "table news",
        "values (1)(2)",
        "delete from news where tenant_id = :tenant",
        "update news set a = 1 where tenant_id = :tenant",
        "drop table news",
        "",
    })
    void aReadThatCouldLeaveItsDoorIsRefused(String sql) {
        assertThatThrownBy(() -> check.tenantRead(SqlText.of(sql))).isInstanceOf(StatementRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "select * from news where tenant_id = :tenant -- and nothing",
        "select * from news where /* tenant_id = :tenant and */ id = :id",
        "select * from news where tenant_id = :tenant; delete from news",
        "select * from \"news\" where tenant_id = :tenant",
        "select * from news where \"tenant_id\" = :tenant",
        "select * from news where tenant_id = :tenant and a = E'\\''",
        "select * from news where tenant_id = :tenant and a = $$x$$",
        "select * from news where tenant_id = :tenant::uuid",
        "select * from news where tenant_id = ?",
        "select * from news where tenant_id = :tenant and a = {fn now()}",
        "select * from news where tenant_id = :tenant and a = `x`",
        "select * from news where tenant_id = :tenant and [a] = 1",
        "select * from news where tenant_id = :tenant and é = 1",
        "select * from news where tenant_id = :tenant and a = U&'x'",
        "select * from news where tenant_id = :tenant and a = 'open",
        "select * from news where tenant_id = :tenant and a = 1or 1 = 1",
        "select * from news where tenant_id = :tenant and a & 1 = 1",
        "select * from news where tenant_id = :tenant and a @> b",
        "select * from news where tenant_id = :1",
    })
    void whatDatabasesMightReadDifferentlyIsRefused(String sql) {
        assertThatThrownBy(() -> check.tenantRead(SqlText.of(sql))).isInstanceOf(StatementRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "insert into news (tenant_id, id, title) values (:tenant, :id, :title)",
        "insert into news (id, tenant_id) values (:id, :tenant)",
        "insert into news (id, tenant_id) values (:a, :tenant), (:b, :tenant)",
        "insert into tag (tenant_id, item) select n.tenant_id, n.id from news n where n.tenant_id = :tenant",
        "insert into tenancy_tenant (id) values (:id)",
        "update news set title = :title, a = a + 1 where tenant_id = :tenant and id = :id",
        "update news n set title = :title where n.tenant_id = :tenant",
        "update news set a = (select max(t.a) from tag t where t.tenant_id = :tenant) where tenant_id = :tenant",
        "delete from news where tenant_id = :tenant and id in (:ids)",
        "delete from news where tenant_id = :tenant and not exists (select 1 from tag t where t.tenant_id = :tenant and t.item = news.id)",
        "update tenancy_tenant set a = 1 where id = :id",
    })
    void aHeldWritePasses(String sql) {
        assertThatCode(() -> check.write(SqlText.of(sql))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "insert into news (id, title) values (:id, :title)",
        "insert into news values (:tenant, :id)",
        "insert into news (tenant_id, id) values (:id, :tenant)",
        "insert into news (tenant_id, id) values (:other, :tenant)",
        "insert into news (tenant_id, id) values (coalesce(:other, :tenant), :id)",
        "insert into news (tenant_id, id) values (:tenant, :a), (:other, :b)",
        "insert into news (tenant_id, id) values (:tenant, (select max(id) from tag))",
        "insert into tag (tenant_id, item) select n.tenant_id, n.id from news n",
        "insert into tag (tenant_id, item) select n.id, n.tenant_id from news n where n.tenant_id = :tenant",
        "insert into tag (tenant_id, item) select tenant_id, id from (select id as tenant_id, id from tenancy_tenant) x",
        "insert into tag (tenant_id, item) select n.id as tenant_id, n.id from news n where n.tenant_id = :tenant",
        "insert into tag (tenant_id, item) select n.tenant_id, n.id from news n where n.tenant_id = :tenant union select t.tenant_id, t.id from tag t",
        "insert into tag (tenant_id, item) values (:tenant, 1) on conflict do nothing",
        "insert into tag (tenant_id, item) values (:tenant, 1) returning item",
        "insert into data_work (id) values (:id)",
        "insert into tenancy_tenant (id) select id from news",
        "update news set title = :title",
        "update news set title = :title where id = :id",
        "update news set title = :title where tenant_id = :tenant or 1 = 1",
        "update news set tenant_id = :tenant where id = :id",
        "update news set tenant_id = :other where tenant_id = :tenant",
        "update news set a = (select max(a) from tag) where tenant_id = :tenant",
        "update news set a = t.a from tag t where news.tenant_id = :tenant",
        "update news n set a = 1 where tag.tenant_id = :tenant",
        "delete from news",
        "delete from news where id = :id",
        "delete from news using tag where news.tenant_id = :tenant",
        "delete from news where tenant_id = :tenant and id in (select item from tag)",
        "delete from news where tenant_id = :tenant returning id",
        "delete from data_work where id = :id",
        "with x as (select id from news) delete from news where tenant_id = :tenant",
        "merge into news n using tag t on n.id = t.id when matched then delete",
        "truncate table news",
        "select * from news where tenant_id = :tenant",
        "grant select on news to public",
        "call syscs_util.syscs_checkpoint_database()",
        "set role postgres",
    })
    void aWriteThatCouldLeaveItsDoorIsRefused(String sql) {
        assertThatThrownBy(() -> check.write(SqlText.of(sql))).isInstanceOf(StatementRefused.class);
    }

    @Test
    void theSecondDoorWantsTheListOfItsTenants() {
        assertThatCode(() -> check.grantedRead(SqlText.of("select count(*) from news n where n.tenant_id in (:tenants)"))).doesNotThrowAnyException();
        for (String sql : new String[] {
            "select count(*) from news n where n.tenant_id = :tenant",
            "select count(*) from news n where n.tenant_id not in (:tenants)",
            "select count(*) from news n where n.tenant_id in (:tenants, :more)",
            "select count(*) from news n where n.tenant_id in (select id from tenancy_tenant)",
            "select count(*) from news n where n.tenant_id in (:others)",
            "select count(*) from news n where n.id in (:tenants)",
        }) {
            assertThatThrownBy(() -> check.grantedRead(SqlText.of(sql))).as(sql).isInstanceOf(StatementRefused.class);
        }
    }

    @Test
    void theThirdDoorReadsEverythingAndWritesNothing() {
        assertThatCode(() -> check.territoryRead(SqlText.of("select n.tenant_id, count(*) from news n group by n.tenant_id"))).doesNotThrowAnyException();
        assertThatCode(() -> check.territoryRead(SqlText.of("select queue from data_work where set_aside is not null"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.territoryRead(SqlText.of("delete from news"))).isInstanceOf(StatementRefused.class);
        assertThatThrownBy(() -> check.territoryRead(SqlText.of("select * from pg_authid"))).isInstanceOf(StatementRefused.class);
    }
}
