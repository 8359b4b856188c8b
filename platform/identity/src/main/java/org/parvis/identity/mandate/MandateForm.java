package org.parvis.identity.mandate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.api.data.Ids;
import org.parvis.api.identity.MandateScopes;
import org.parvis.api.notify.Recipient;
import org.parvis.api.privacy.Person;
import org.parvis.api.route.Fields;
import org.parvis.api.route.Form;
import org.parvis.api.route.Invalid;
import org.parvis.api.route.Request;
import org.parvis.identity.code.Hashes;
import org.parvis.identity.mandate.MandateTable.Stored;

/** Reads the form of a new mandate. */
final class MandateForm {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_PURPOSE = 400;
    private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

    private MandateForm() {}

    /** @throws Invalid with what is wrong, field by field */
    static Stored read(Request request, Form form, List<MandateScopes.Scope> offered, MandateMessages messages) {
        Fields fields = new Fields(form);
        String name = fields.required("name", LONGEST_NAME);
        LocalDate birth = birth(request, fields, form.value("birth"));
        String email = email(fields);
        String phone = fields.phone("phone");
        String purpose = fields.text("purpose", LONGEST_PURPOSE);
        Optional<Terms> term = Terms.of(form.value("term"));
        Optional<Agreement> agreement = Agreement.of(form.value("agreement")).filter(messages::carries);
        if (term.isEmpty()) {
            fields.wrong("term", "identity.mandate.term.missing");
        }
        checkReach(fields, agreement.orElse(null), email, phone);
        Set<String> scopes = scopes(form, offered);
        if (!offered.isEmpty() && scopes.isEmpty() && !form.value("scope-all").equals("1")) {
            fields.wrong("scopes", "identity.mandate.scope.missing");
        }
        if (!fields.errors().isEmpty() || term.isEmpty() || agreement.isEmpty()) {
            throw Invalid.of(fields.errors());
        }
        String language = "en".equals(form.value("language")) ? "en" : "fr";
        return new Stored(
                Ids.next(), SqlMandates.reference(), name, birth, email, Person.phone(phone), scopes, purpose, term.get(), agreement.get(), null, null, 0,
                request.now(), request.signedIn().name(), null, term.get().end(request.now(), request.site().tenant().zone()), null, null, language);
    }

    private static String email(Fields fields) {
        String email = fields.email("email").toLowerCase(Locale.ROOT);
        if (!email.isEmpty() && !Recipient.isEmail(email)) {
            fields.wrong("email", "form.email");
        }
        return email;
    }

    private static @Nullable LocalDate birth(Request request, Fields fields, String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            LocalDate today = request.now().atZone(request.site().tenant().zone()).toLocalDate();
            if (!day.isBefore(OLDEST) && !day.isAfter(today)) {
                return day;
            }
        } catch (DateTimeException malformed) {
            // Said below.
        }
        fields.wrong("birth", "identity.mandate.birth.invalid");
        return null;
    }

    private static void checkReach(Fields fields, @Nullable Agreement agreement, String email, String phone) {
        if (agreement == null) {
            fields.wrong("agreement", "identity.mandate.agreement.missing");
        } else if (agreement == Agreement.EMAIL && email.isEmpty()) {
            fields.wrong("email", "identity.mandate.email.needed");
        } else if (agreement == Agreement.SMS && Hashes.international(phone).isEmpty()) {
            fields.wrong("phone", "identity.mandate.phone.needed");
        } else if (email.isEmpty() && Hashes.phone(phone) == null) {
            fields.wrong("email", "identity.mandate.reach.needed");
        }
    }

    private static Set<String> scopes(Form form, List<MandateScopes.Scope> offered) {
        if (form.value("scope-all").equals("1")) {
            return Set.of();
        }
        Set<String> ticked = new HashSet<>(form.values("scopes"));
        ticked.retainAll(offered.stream().map(MandateScopes.Scope::id).toList());
        return ticked;
    }
}
