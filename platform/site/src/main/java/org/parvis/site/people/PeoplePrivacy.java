package org.parvis.site.people;

import java.time.Period;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.parvis.api.privacy.PersonalData;

/** What the site keeps about people: those that it presents. */
@Component(service = PersonalData.class)
public final class PeoplePrivacy implements PersonalData {

    @Override
    public List<Processing> processings() {
        return List.of(new Processing(
                "site.people", "site.privacy.people.purpose", "site.privacy.people.categories", LegalBasis.PUBLIC_TASK, Period.ofMonths(1)));
    }
}
