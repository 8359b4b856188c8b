package org.parvis.tenancy;

import java.util.List;

/** Asks the DNS. */
@FunctionalInterface
interface DomainRecords {

    /**
     * Values of the records of one name and type (RFC 1035, 3.2.2: A, AAAA, CNAME, TXT), as text; empty if there are none.
     *
     * @throws Silent if no server said whether there are any
     */
    List<String> of(String name, String type) throws Silent;

    /** No answer, or none to rely on. */
    final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        Silent(Throwable cause) {
            super(cause);
        }
    }
}
