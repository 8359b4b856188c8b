package org.parvis.api.privacy;

import java.time.Period;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Contribution: what personal data a plugin keeps, why, and how long (GDPR, article 30); shown on the personal-data page. */
@ConsumerType
public interface PersonalData {

    List<Processing> processings();

    /**
     * @param purposeKey message: what for
     * @param categoriesKey message: which data
     * @param basis legal basis (GDPR, article 6.1)
     * @param retention from the end of its use
     */
    record Processing(String id, String purposeKey, String categoriesKey, LegalBasis basis, Period retention) {}

    /** Legal bases of GDPR, article 6.1 (a) to (f). */
    enum LegalBasis {
        CONSENT,
        CONTRACT,
        LEGAL_OBLIGATION,
        VITAL_INTERESTS,
        PUBLIC_TASK,
        LEGITIMATE_INTERESTS
    }
}
