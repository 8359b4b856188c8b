package org.parvis.api.identity;

/**
 * How sure it is that a person is who they say, from least to most.
 *
 * <p>All but the first are the levels of eIDAS (Regulation (EU) 910/2014, article 8) as an identity provider vouched for them.
 */
public enum Assurance {
    /** An e-mail address was proven; name and telephone number are what the person wrote. */
    DECLARED,
    LOW,
    SUBSTANTIAL,
    HIGH;

    public boolean atLeast(Assurance other) {
        return compareTo(other) >= 0;
    }
}
