package org.parvis.site.hours;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.calendar.PublicHolidays;
import org.parvis.api.rest.Resource;
import org.parvis.api.rest.Resources;
import org.parvis.api.rest.Shape.Member;
import org.parvis.api.rest.Shape.Type;
import org.parvis.api.rest.Shape;
import org.parvis.api.rest.Slice;
import org.parvis.api.route.Request;
import org.parvis.api.route.Response;
import org.parvis.api.tenant.Tenants;

/** Opening hours for programs: day by day, so that none has to know of holidays and exceptions. */
@Component(service = Resources.class)
public final class HoursRest implements Resources {
    private static final int DAYS = 14;
    private static final Shape SLOT = Shape.of("OpeningSlot", Member.of("opens", Type.TIME), Member.of("closes", Type.TIME));
    private static final Shape DAY = Shape.of("OpeningDay", Member.of("date", Type.DAY), Member.list("slots", SLOT), Member.of("reason", Type.TEXT).optional());
    private static final Shape PLACE = Shape.of(
            "Place", Member.of("id", Type.ID), Member.of("name", Type.TEXT), Member.of("address", Type.TEXT), Member.of("zone", Type.TEXT), Member.list("days", DAY));
    private static final Shape PLACES = Shape.of("Places", Member.list("places", PLACE));

    private final Hours hours;
    private final Tenants tenants;

    @Activate
    public HoursRest(@Reference Hours hours, @Reference Tenants tenants) {
        this.hours = hours;
        this.tenants = tenants;
    }

    @Override
    public List<Resource> resources() {
        return List.of(Resource.get("/hours", "site.rest.hours", PLACES, this::places));
    }

    private Response places(Request request) {
        ZoneId zone = request.site().tenant().zone();
        LocalDate today = request.now().atZone(zone).toLocalDate();
        PublicHolidays.Region region = PublicHolidays.Region.of(request.site().tenant(), tenants);
        List<Exceptional> exceptions = hours.exceptions(request.tenant(), today);
        List<Map<String, Object>> places = new ArrayList<>();
        for (Place place : hours.places(request.tenant())) {
            Schedule schedule = Schedule.of(place, exceptions, region, zone);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", place.id().toString());
            one.put("name", place.name());
            one.put("address", place.address());
            one.put("zone", zone.getId());
            one.put("days", Stream.iterate(today, day -> day.plusDays(1)).limit(DAYS).map(day -> day(schedule, day)).toList());
            places.add(one);
        }
        return Slice.one(Map.of("places", places)).tagged(Hours.TAG).validUntil(today.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Map<String, Object> day(Schedule schedule, LocalDate day) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("date", day);
        one.put("slots", schedule.on(day).stream().map(slot -> Map.of("opens", slot.opens(), "closes", slot.closes())).toList());
        schedule.exceptionOn(day).map(Exceptional::reason).filter(reason -> !reason.isEmpty()).ifPresent(reason -> one.put("reason", reason));
        return one;
    }
}
