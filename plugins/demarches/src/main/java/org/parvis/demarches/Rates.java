package org.parvis.demarches;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parvis.api.payment.Euros;
import org.parvis.api.tenant.Site;
import org.parvis.demarches.procedure.Answers;
import org.parvis.demarches.procedure.Header;
import org.parvis.demarches.procedure.Procedure;
import org.parvis.demarches.procedure.Texts.Wanted;

/** What a request will cost, as far as its answers tell. */
@Component(service = Rates.class)
public final class Rates {
    private final Offers offers;

    @Activate
    public Rates(@Reference Offers offers) {
        this.offers = offers;
    }

    /**
     * What a fee is for what was answered.
     *
     * @param worked how the amount comes about, or empty
     */
    public record Rate(String what, String amount, String worked) {}

    /** Before it is sent: what it will be asked for; an agent may still set another amount where the workflow says so. */
    public List<Rate> expected(Site site, Procedure procedure, Answers answers, Wanted wanted) {
        Set<String> asked = procedure.workflow().paid();
        return rates(site, procedure, answers, wanted, procedure.header().fees().stream().filter(fee -> asked.contains(fee.name())).toList());
    }

    /** For agents: what the commune's tariff is, while the file goes on. */
    public List<Rate> tariff(Site site, Procedure procedure, CaseFile file, Wanted wanted) {
        return file.closed() ? List.of()
                : rates(site, procedure, file.answers(), wanted, procedure.header().fees().stream().filter(Header.Fee::tariff).toList());
    }

    private List<Rate> rates(Site site, Procedure procedure, Answers answers, Wanted wanted, List<Header.Fee> fees) {
        Tariff tariff = Tariff.of(offers.offer(site.id(), procedure.id()));
        Locale language = Locale.forLanguageTag(wanted.language());
        return fees.stream().flatMap(fee -> {
            OptionalLong cents = fee.tariff() ? tariff.cents(fee, answers) : fee.cents(answers);
            String worked = fee.tariff() && cents.isPresent() ? tariff.worked(procedure, fee, answers, wanted) : "";
            return cents.stream().mapToObj(amount -> new Rate(procedure.texts().text(wanted, "fee." + fee.name()), Euros.text(amount, language), worked));
        }).toList();
    }
}
