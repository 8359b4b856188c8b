package org.parvis.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.calendar.SchoolHolidays;
import org.parvis.api.data.Database;
import org.parvis.api.data.Ids;
import org.parvis.api.tenant.TenantId;

/** School holidays in the database, the territory's: all nodes have them, and so do backups. */
@Component(service = SchoolHolidays.class)
public final class StoredSchoolHolidays implements SchoolHolidays {

    private final Database database;

    @Activate
    public StoredSchoolHolidays(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Holiday> of(Zone zone) {
        return database.of(TenantId.TERRITORY).list(
                "select h.name, h.first_day, h.last_day from calendar_school h where h.tenant_id = :tenant and h.school_zone = :zone order by h.first_day, h.id",
                row -> new Holiday(row.string("name"), row.date("first_day"), row.date("last_day")), "zone", zone);
    }

    @Override
    public Report take(InputStream csv) throws IOException {
        SchoolFile file = SchoolFile.read(csv);
        List<Object[]> rows = new ArrayList<>();
        file.holidays().forEach((zone, holidays) -> holidays.forEach(holiday -> rows.add(new Object[] {
            "id", Ids.next(), "zone", zone, "name", holiday.name(), "first", holiday.first(), "last", holiday.last()
        })));
        database.of(TenantId.TERRITORY).write(transaction -> {
            transaction.execute("delete from calendar_school h where h.tenant_id = :tenant");
            transaction.executeAll(
                    "insert into calendar_school (tenant_id, id, school_zone, name, first_day, last_day) values (:tenant, :id, :zone, :name, :first, :last)", rows);
            transaction.touch("calendar");
        });
        return new Report(rows.size(), file.holidays().size(), file.ignored());
    }
}
